#include "injection/fitness.h"

#include <errno.h>
#include <string.h>

#include "injection/handler_stack.h"
#include "injection/process_end.h"
#include "injection/ptrace_abi.h"
#include "injection/rseq.h"
#include "injection/seccomp_state.h"
#include "injection/stack_room.h"
#include "injection/thread_status.h"
#include "kvm/x86_filter_abi.h"

enum { ENDING_MS = 50 };

static const char no_room[] = "what is below its stack pointer is not known to be unused stack";

static bool unfit(pid_t process, pid_t thread, const char *obstacle, struct problem *problem);
static bool status_lets_through(pid_t thread, const struct thread_files *files,
                                struct thread_status *status, struct problem *problem);
static const char *what_is_in_the_way(const struct injection *injection,
                                      const struct preparation *preparation,
                                      const struct stopped_thread *stopped);
static bool dispatches_calls_itself(pid_t thread);
static bool in_restartable_sequence(const struct stopped_thread *stopped);

bool thread_seems_fit(const struct injection *injection, const struct preparation *preparation,
                      const struct thread_look *look, const struct thread_files *files,
                      struct problem *problem)
{
    const pid_t process = injection->process->pid;
    const size_t least = sizeof(struct x86_rt_sigframe) + X86_STATE_SMALLEST + injection->size;
    struct thread_status status;

    if (look->waits && !stack_may_have_room(&preparation->maps, look->thread == process,
                                            look->call.stack_pointer, least)) {
        return unfit(process, look->thread, no_room, problem);
    }
    if (!status_lets_through(look->thread, files, &status, problem)) return false;
    return status.seccomp != SECCOMP_STRICT ||
           seccomp_lets_through(look->thread, status.seccomp, NULL, 0, problem);
}

bool thread_unreadable(pid_t thread, int error, struct problem *problem)
{
    if (error == ENOENT || error == ESRCH) {
        return fail(problem, THREAD_UNFIT, error, "Try again.", "Thread %d has ended.", thread);
    }
    return fail(problem, THREAD_UNFIT, error, "Try again.", "Thread %d cannot be looked at: %s.",
                thread, strerror(error));
}

bool still_the_same(const struct injection *injection, const struct preparation *preparation,
                    pid_t thread, const struct thread_files *files, struct problem *problem)
{
    pid_t pid = injection->process->pid;
    bool has_vm = thread_files_has_vm(files, injection->vm_fd);

    if (has_vm && executable_code_unchanged(thread, &preparation->code) &&
        !process_ends_within(injection->process, 0)) {
        return true;
    }
    /* What is being killed has lost its files and memory a moment before it has ended. */
    if (process_ends_within(injection->process, ENDING_MS)) return process_ended(pid, problem);
    if (has_vm) {
        return fail(problem, PROCESS_CHANGED, 0, "Try again.",
                    "Process %d has loaded other code meanwhile.", pid);
    }
    return fail(problem, VM_MISSING, 0, "See the VMs in status.",
                "Descriptor %d of process %d is not a KVM VM any more.", injection->vm_fd, pid);
}

bool thread_is_fit(const struct injection *injection, const struct preparation *preparation,
                   const struct stopped_thread *stopped, struct problem *problem)
{
    const char *obstacle = what_is_in_the_way(injection, preparation, stopped);

    return obstacle == NULL || unfit(stopped->process, stopped->thread, obstacle, problem);
}

bool call_is_allowed(const struct injection *injection, const struct preparation *preparation,
                     const struct stopped_thread *stopped, const struct thread_files *files,
                     const struct signal_frame *frame, struct problem *problem)
{
    const struct x86_registers *registers = &stopped->registers;
    struct seccomp_data calls[2] = {{
        .number = X86_SYS_IOCTL,
        .architecture = SECCOMP_X86_64,
        .instruction_pointer = preparation->code.call_end,
        .arguments = {(uint64_t)injection->vm_fd, X86_FILTER_SET, frame->payload, registers->r10,
                      registers->r8, registers->r9},
    }};
    struct thread_status status;

    if (!status_lets_through(stopped->thread, files, &status, problem)) return false;
    calls[1] = calls[0];
    calls[1].number = X86_SYS_RT_SIGRETURN;
    calls[1].instruction_pointer = preparation->code.signal_return_end;
    return seccomp_lets_through(stopped->thread, status.seccomp, calls, 2, problem);
}

static bool unfit(pid_t process, pid_t thread, const char *obstacle, struct problem *problem)
{
    return fail(problem, THREAD_UNFIT, 0, "Try again, or start the VM with exec.",
                "Thread %d of process %d cannot make a call without harm: %s.", thread, process,
                obstacle);
}

/* What is not understood may forbid the call. */
static bool status_lets_through(pid_t thread, const struct thread_files *files,
                                struct thread_status *status, struct problem *problem)
{
    if (!thread_status_read(files->status, status)) {
        if (errno != EBADMSG) return thread_unreadable(thread, errno, problem);
        return fail(problem, SECCOMP_UNREADABLE, errno, "Start the VM with exec.",
                    "The status of thread %d does not say whether it is under seccomp.", thread);
    }
    if (!status->shadow_stack) return true;
    return fail(problem, THREAD_UNFIT, 0, "Start the VM with exec.",
                "Thread %d has a shadow stack, which forbids it to return to where it was.",
                thread);
}

static const char *what_is_in_the_way(const struct injection *injection,
                                      const struct preparation *preparation,
                                      const struct stopped_thread *stopped)
{
    size_t room = signal_frame_room(stopped, injection->size);
    bool first_thread = stopped->thread == stopped->process;

    if (!stack_has_room(&preparation->maps, first_thread, &stopped->registers, room)) {
        return no_room;
    }
    if (on_handler_stack(stopped->thread, &preparation->maps, stopped->registers.rsp)) {
        return "it is in a signal handler on a stack that may lie within its own";
    }
    if (dispatches_calls_itself(stopped->thread)) {
        return "its system calls go to a handler of its own (syscall user dispatch)";
    }
    if (in_restartable_sequence(stopped)) {
        return "it is, or could be, in the middle of a restartable sequence (rseq)";
    }
    return NULL;
}

/* False where the kernel cannot tell: before Linux 6.4. */
static bool dispatches_calls_itself(pid_t thread)
{
    /** struct ptrace_sud_config (kernel, include/uapi/linux/ptrace.h). */
    struct {
        uint64_t mode;
        uint64_t selector;
        uint64_t offset;
        uint64_t length;
    } dispatch = {.mode = 0};

    return trace(TRACE_GET_SYSCALL_USER_DISPATCH_CONFIG, thread, sizeof dispatch, &dispatch) == 0 &&
           dispatch.mode != 0;
}

/* Within one there are no system calls (rseq(2)). */
static bool in_restartable_sequence(const struct stopped_thread *stopped)
{
    if (stopped_in_call(stopped)) return false;
    return rseq_place(stopped->thread, stopped->registers.rip) != RSEQ_OUTSIDE;
}
