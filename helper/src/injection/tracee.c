#include "injection/tracee.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "injection/fault_point.h"
#include "injection/monotonic.h"
#include "injection/ptrace_abi.h"
#include "injection/seize_denied.h"

/** A thread that can be stopped at all stops at once; on a busy host it may have to be scheduled.
 */
enum { STOP_LIMIT_MS = 500 };

enum { SEIZE_TRIALS = 5, SEIZE_PAUSE_MS = 1 };

static bool seize(pid_t process, pid_t thread, struct problem *problem);
static enum tracee_stop run(pid_t thread, int request, unsigned limit_ms);
static bool next_status(pid_t thread, int *status, uint64_t until);
static void wait_for_sigchld(uint64_t until);

bool tracee_stop(pid_t process, pid_t thread, struct problem *problem)
{
    /* The kernel sends no SIGCHLD to a process that ignores it, and ignoring is inherited. */
    signal(SIGCHLD, SIG_DFL);
    if (!seize(process, thread, problem)) return false;
    fault_point(FAULT_SEIZED);
    switch (tracee_stop_again(thread)) {
    case STOPPED_BY_EVENT:
    case STOPPED_AT_CALL:
        fault_point(FAULT_STOPPED);
        return true;
    case STOPPED_FOR_GOOD:
        return fail(problem, THREAD_UNFIT, ESRCH, "Try again.", "Thread %d has ended.", thread);
    case STOPPED_NOT:
        break;
    }
    return fail(problem, THREAD_STUCK, 0,
                "Try again when the host's storage or the freezer lets it.",
                "Thread %d of process %d does not stop: it waits in the kernel.", thread, process);
}

enum tracee_stop tracee_stop_again(pid_t thread)
{
    trace(TRACE_INTERRUPT, thread, 0, NULL);
    fault_point(FAULT_INTERRUPTED);
    return run(thread, TRACE_CONT, STOP_LIMIT_MS);
}

enum tracee_stop tracee_run_to_call(pid_t thread, unsigned limit_ms)
{
    enum tracee_stop stop;

    do {
        trace(TRACE_SYSCALL, thread, 0, NULL);
        fault_point(FAULT_RESUMED);
        stop = run(thread, TRACE_SYSCALL, limit_ms);
    } while (stop == STOPPED_BY_EVENT);
    return stop;
}

void tracee_detach(pid_t thread)
{
    trace(TRACE_DETACH, thread, 0, NULL);
    fault_point(FAULT_DETACHED);
}

/* What stood in the way may have been another tracer that has gone before it was looked for. */
static bool seize(pid_t process, pid_t thread, struct problem *problem)
{
    const struct timespec pause = {.tv_nsec = SEIZE_PAUSE_MS * 1000000};

    for (int count = 1;; count++) {
        if (trace(TRACE_SEIZE, thread, 0, (void *)(uintptr_t)TRACE_O_TRACESYSGOOD) == 0) {
            return true;
        }
        int error = errno;
        fault_point(FAULT_SEIZE_FAILED);
        seize_denied(process, thread, error, problem);
        if (problem->code != PROCESS_DENIED || count == SEIZE_TRIALS) return false;
        nanosleep(&pause, NULL);
    }
}

/* Waits for a stop that is not just a signal on its way to the thread; that is passed on. */
static enum tracee_stop run(pid_t thread, int request, unsigned limit_ms)
{
    uint64_t until = monotonic_ns() + limit_ms * UINT64_C(1000000);
    int status;

    while (next_status(thread, &status, until)) {
        if (!WIFSTOPPED(status)) return STOPPED_FOR_GOOD;
        if (status >> 16 == TRACE_EVENT_STOP) return STOPPED_BY_EVENT;
        if (WSTOPSIG(status) == (SIGTRAP | 0x80)) return STOPPED_AT_CALL;
        trace(request, thread, 0, (void *)(uintptr_t)WSTOPSIG(status));
    }
    return STOPPED_NOT;
}

/* False when time is up. A thread that cannot be waited for any more counts as ended. */
static bool next_status(pid_t thread, int *status, uint64_t until)
{
    for (;;) {
        pid_t found = waitpid(thread, status, __WALL | WNOHANG);
        if (found == thread) return true;
        if (found < 0 && errno != EINTR) {
            *status = 0;
            return true;
        }
        if (monotonic_ns() >= until) return false;
        wait_for_sigchld(until);
    }
}

/* SIGCHLD tells that a thread has stopped. Held back, it stays until it is waited for. */
static void wait_for_sigchld(uint64_t until)
{
    uint64_t now = monotonic_ns();
    uint64_t left = until > now ? until - now : 0;
    const struct timespec limit = {.tv_sec = (time_t)(left / UINT64_C(1000000000)),
                                   .tv_nsec = (long)(left % UINT64_C(1000000000))};
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigtimedwait(&set, NULL, &limit);
}
