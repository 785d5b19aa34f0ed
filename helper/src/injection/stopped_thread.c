#include "injection/stopped_thread.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include "injection/ptrace_abi.h"

static bool foreign(pid_t process, pid_t thread, struct problem *problem);
static bool unfit(pid_t thread, const char *what, struct problem *problem);
static bool is_64_bit(const struct x86_registers *registers);

bool stopped_thread_save(pid_t process, pid_t thread, struct stopped_thread *stopped,
                         struct problem *problem)
{
    stopped->process = process;
    stopped->thread = thread;
    if (!registers_read(thread, &stopped->registers)) {
        if (errno == EMSGSIZE) return foreign(process, thread, problem);
        return unfit(thread, "registers cannot be read", problem);
    }
    if (!is_64_bit(&stopped->registers)) return foreign(process, thread, problem);
    restart_plan(&stopped->registers, &stopped->plan);
    if (trace(TRACE_GETSIGMASK, thread, sizeof stopped->signal_mask, &stopped->signal_mask) != 0) {
        return unfit(thread, "signal mask cannot be read", problem);
    }
    if (!extended_state_read(thread, &stopped->state)) {
        return unfit(thread, "extended state cannot be read", problem);
    }
    if (!registers_write(thread, &stopped->plan.put_back)) {
        return unfit(thread, "registers could not be put back", problem);
    }
    return true;
}

bool registers_read(pid_t thread, struct x86_registers *registers)
{
    struct iovec vector = {.iov_base = registers, .iov_len = sizeof *registers};

    if (trace(TRACE_GETREGSET, thread, REGISTERS_GENERAL, &vector) != 0) return false;
    errno = EMSGSIZE;
    return vector.iov_len == sizeof *registers;
}

bool registers_write(pid_t thread, const struct x86_registers *registers)
{
    struct x86_registers copy = *registers;
    struct iovec vector = {.iov_base = &copy, .iov_len = sizeof copy};

    return trace(TRACE_SETREGSET, thread, REGISTERS_GENERAL, &vector) == 0;
}

bool signal_mask_write(pid_t thread, uint64_t mask)
{
    return trace(TRACE_SETSIGMASK, thread, sizeof mask, &mask) == 0;
}

bool stopped_in_call(const struct stopped_thread *stopped)
{
    return (int32_t)stopped->registers.orig_rax != -1;
}

/* x32 has registers of 64 bits and system calls of its own. */
static bool is_64_bit(const struct x86_registers *registers)
{
    bool x32 = (int32_t)registers->orig_rax != -1 && (registers->orig_rax & X86_X32_CALL) != 0;

    return registers->cs == X86_USER_CS && !x32;
}

static bool foreign(pid_t process, pid_t thread, struct problem *problem)
{
    return fail(problem, PROCESS_FOREIGN, 0, "Use a VMM of 64 bits, or start the VM with exec.",
                "Thread %d of process %d does not run code of x86-64.", thread, process);
}

static bool unfit(pid_t thread, const char *what, struct problem *problem)
{
    return fail(problem, THREAD_UNFIT, errno, "Try again.", "Thread %d: its %s: %s.", thread, what,
                strerror(errno));
}
