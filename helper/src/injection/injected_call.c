#include "injection/injected_call.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "injection/fault_point.h"
#include "injection/process_end.h"
#include "injection/remote_memory.h"
#include "injection/tracee.h"
#include "kvm/x86_filter_abi.h"

enum {
    /** To reach the call takes the thread some microseconds of its own time. */
    ENTRY_LIMIT_MS = 2000,
    /** KVM waits in the call until no vCPU uses the old filter. */
    CALL_LIMIT_MS = 10000,
    /** MAX_ERRNO (kernel, include/linux/err.h). */
    LAST_ERRNO = 4095,
    /** A process that is being killed ends soon. */
    END_LIMIT_MS = 2000,
};

static struct x86_registers registers_for(const struct injection *injection,
                                          const struct preparation *preparation,
                                          const struct stopped_thread *stopped,
                                          const struct signal_frame *frame);
static bool write_frame(const struct stopped_thread *stopped, const struct signal_frame *frame,
                        struct problem *problem);
static bool enter_call(const struct injection *injection, const struct stopped_thread *stopped,
                       const struct x86_registers *call, struct problem *problem);
static bool leave_call(const struct injection *injection, const struct stopped_thread *stopped,
                       const struct x86_registers *call, int *error, struct problem *problem);
static bool take_answer(const struct injection *injection, int64_t answer, int *error,
                        struct problem *problem);
static bool put_back(const struct stopped_thread *stopped);
static bool not_entered(const struct injection *injection, const struct stopped_thread *stopped,
                        struct problem *problem);
static bool at_call(pid_t thread, const struct x86_registers *call, struct x86_registers *now);
static bool unreachable(const struct injection *injection, struct problem *problem);
static bool ended(const struct injection *injection, struct problem *problem);
static bool lost(const struct injection *injection, const char *what, struct problem *problem);

bool make_injected_call(const struct injection *injection, const struct preparation *preparation,
                        const struct stopped_thread *stopped, const struct signal_frame *frame,
                        int *error, struct problem *problem)
{
    const struct x86_registers call = registers_for(injection, preparation, stopped, frame);

    if (!write_frame(stopped, frame, problem)) return false;
    fault_point(FAULT_FRAME_WRITTEN);
    /* The mask comes second: a thread that is left between the two has its own. */
    if (!registers_write(stopped->thread, &call)) return unreachable(injection, problem);
    fault_point(FAULT_REGISTERS_SET);
    /* No handler is to run in the call: the interrupted call would not hear of it. */
    if (!signal_mask_write(stopped->thread, UINT64_MAX)) return unreachable(injection, problem);
    fault_point(FAULT_MASK_SET);
    return enter_call(injection, stopped, &call, problem) &&
           leave_call(injection, stopped, &call, error, problem);
}

static struct x86_registers registers_for(const struct injection *injection,
                                          const struct preparation *preparation,
                                          const struct stopped_thread *stopped,
                                          const struct signal_frame *frame)
{
    struct x86_registers call = stopped->registers;

    call.rip = preparation->code.call;
    call.rsp = frame->address;
    call.rax = X86_SYS_IOCTL;
    call.rdi = (uint64_t)injection->vm_fd;
    call.rsi = X86_FILTER_SET;
    call.rdx = frame->payload;
    /* In no system call: the kernel has nothing to begin anew. */
    call.orig_rax = UINT64_MAX;
    call.eflags &= ~X86_FLAGS_CLEARED;
    return call;
}

/*
 * Where a guard page that the mappings do not show (MADV_GUARD_INSTALL) is in between, reading
 * fails before anything is written.
 */
static bool write_frame(const struct stopped_thread *stopped, const struct signal_frame *frame,
                        struct problem *problem)
{
    static uint8_t before[sizeof frame->bytes];

    if (remote_read(stopped->thread, frame->address, before, frame->size) &&
        remote_write(stopped->thread, frame->address, frame->bytes, frame->size)) {
        return true;
    }
    return fail(problem, THREAD_UNFIT, errno, "Try again, or start the VM with exec.",
                "The stack of thread %d has no room: %s.", stopped->thread, strerror(errno));
}

static bool enter_call(const struct injection *injection, const struct stopped_thread *stopped,
                       const struct x86_registers *call, struct problem *problem)
{
    struct x86_registers now;

    switch (tracee_run_to_call(stopped->thread, ENTRY_LIMIT_MS)) {
    case STOPPED_AT_CALL:
        if (!at_call(stopped->thread, call, &now) || now.rdx != call->rdx) {
            return unreachable(injection, problem);
        }
        fault_point(FAULT_AT_ENTRY);
        return true;
    case STOPPED_NOT:
        return not_entered(injection, stopped, problem);
    case STOPPED_BY_EVENT:
    case STOPPED_FOR_GOOD:
        break;
    }
    return ended(injection, problem);
}

static bool leave_call(const struct injection *injection, const struct stopped_thread *stopped,
                       const struct x86_registers *call, int *error, struct problem *problem)
{
    struct x86_registers now;
    enum tracee_stop stop = tracee_run_to_call(stopped->thread, CALL_LIMIT_MS);

    fault_point(FAULT_CALLED);
    if (stop == STOPPED_NOT) return lost(injection, "the kernel did not answer in time", problem);
    if (stop != STOPPED_AT_CALL) return ended(injection, problem);
    if (!at_call(stopped->thread, call, &now)) return unreachable(injection, problem);
    fault_point(FAULT_AT_EXIT);
    if (!put_back(stopped)) return unreachable(injection, problem);
    return take_answer(injection, (int64_t)now.rax, error, problem);
}

/* A call that a new seccomp filter did not let through has its own number as its answer. */
static bool take_answer(const struct injection *injection, int64_t answer, int *error,
                        struct problem *problem)
{
    if (answer > 0 || answer < -LAST_ERRNO) {
        return lost(injection, "its thread did not get to KVM", problem);
    }
    *error = (int)-answer;
    return true;
}

/*
 * The mask comes first: a thread that is left between the two has all that is its own in the frame.
 * Once the thread is let go, the kernel looks at the interrupted call as if this had not been.
 */
static bool put_back(const struct stopped_thread *stopped)
{
    if (!signal_mask_write(stopped->thread, stopped->signal_mask)) return false;
    fault_point(FAULT_MASK_BACK);
    if (!registers_write(stopped->thread, &stopped->plan.put_back)) return false;
    fault_point(FAULT_REGISTERS_BACK);
    return true;
}

/* A frozen process, for one: it was stopped, and is not let out to its own code. */
static bool not_entered(const struct injection *injection, const struct stopped_thread *stopped,
                        struct problem *problem)
{
    if (tracee_stop_again(stopped->thread) == STOPPED_BY_EVENT && put_back(stopped)) {
        return fail(problem, THREAD_STUCK, 0, "Try again when the process is not frozen.",
                    "Thread %d of process %d does not come to run.", stopped->thread,
                    stopped->process);
    }
    return lost(injection, "the thread did not come to run in time", problem);
}

/* Before the call and behind it the instruction pointer is behind `syscall`. */
static bool at_call(pid_t thread, const struct x86_registers *call, struct x86_registers *now)
{
    return registers_read(thread, now) && now->rip == call->rip + 2 && now->rsp == call->rsp &&
           now->orig_rax == X86_SYS_IOCTL && now->rdi == call->rdi && now->rsi == call->rsi;
}

/* A stopped thread answers to ptrace(2) unless it was killed. */
static bool unreachable(const struct injection *injection, struct problem *problem)
{
    if (errno == ESRCH) return ended(injection, problem);
    return lost(injection, "its thread is not where it was put", problem);
}

/* The VM ends with its process, and then there is nothing left that could be unknown. */
static bool ended(const struct injection *injection, struct problem *problem)
{
    if (!process_ends_within(injection->process, END_LIMIT_MS)) {
        return lost(injection, "its thread ended", problem);
    }
    return process_ended(injection->process->pid, problem);
}

static bool lost(const struct injection *injection, const char *what, struct problem *problem)
{
    return fail(problem, OUTCOME_UNKNOWN, 0, "Apply the filter again.",
                "It is not known whether the filter was set in process %d: %s.",
                injection->process->pid, what);
}
