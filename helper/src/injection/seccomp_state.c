#include "injection/seccomp_state.h"

#include <errno.h>
#include <string.h>

#include "injection/ptrace_abi.h"

static bool filters_let_through(pid_t thread, const struct seccomp_data calls[], size_t count,
                                struct problem *problem);
static bool denied(pid_t thread, struct problem *problem);
static bool unreadable(pid_t thread, int error, struct problem *problem);

bool seccomp_lets_through(pid_t thread, enum seccomp_mode mode, const struct seccomp_data calls[],
                          size_t count, struct problem *problem)
{
    switch (mode) {
    case SECCOMP_NONE:
        return true;
    case SECCOMP_FILTERED:
        return filters_let_through(thread, calls, count, problem);
    case SECCOMP_STRICT:
        break;
    }
    return denied(thread, problem);
}

/* The kernel runs all filters of a thread and obeys the strictest answer. */
static bool filters_let_through(pid_t thread, const struct seccomp_data calls[], size_t count,
                                struct problem *problem)
{
    static struct bpf_instruction program[MAX_BPF_INSTRUCTIONS];

    for (uintptr_t index = 0;; index++) {
        long length = trace(TRACE_SECCOMP_GET_FILTER, thread, index, NULL);
        if (length < 0 && errno == ENOENT && index > 0) return true;
        if (length < 0) return unreadable(thread, errno, problem);
        if (length > MAX_BPF_INSTRUCTIONS) return unreadable(thread, EFBIG, problem);
        /* It could have been another filter's length: what is read must be what was measured. */
        if (trace(TRACE_SECCOMP_GET_FILTER, thread, index, program) != length) {
            return unreadable(thread, errno, problem);
        }
        for (size_t i = 0; i < count; i++) {
            if (!seccomp_filter_lets_through(program, (size_t)length, &calls[i])) {
                return denied(thread, problem);
            }
        }
    }
}

static bool denied(pid_t thread, struct problem *problem)
{
    return fail(problem, SECCOMP_DENIED, 0,
                "Start the VM with exec, or allow its VMM ioctl(2) on its VM.",
                "The seccomp filter of thread %d does not let it set a PMU event filter.", thread);
}

static bool unreadable(pid_t thread, int error, struct problem *problem)
{
    const char *hint =
        error == EACCES
            ? "Become root outside of any sandbox: it takes CAP_SYS_ADMIN. Or start the VM with "
              "exec."
            : "Start the VM with exec: this kernel may lack CONFIG_CHECKPOINT_RESTORE.";

    return fail(problem, SECCOMP_UNREADABLE, error, hint,
                "The seccomp filter of thread %d cannot be read: %s.", thread, strerror(error));
}
