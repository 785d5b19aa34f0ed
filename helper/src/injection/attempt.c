#include "injection/attempt.h"

#include <errno.h>

#include "injection/fault_point.h"
#include "injection/held_signals.h"
#include "injection/injected_call.h"
#include "injection/monotonic.h"
#include "injection/tracee.h"

static bool with_thread_stopped(const struct injection *injection,
                                const struct preparation *preparation, pid_t thread,
                                const struct thread_files *files, struct injection_result *result,
                                struct problem *problem);
static bool call_from(const struct injection *injection, const struct preparation *preparation,
                      pid_t thread, const struct thread_files *files, int *error,
                      struct problem *problem);

bool attempt(const struct injection *injection, const struct preparation *preparation,
             const struct thread_look *look, struct injection_result *result,
             struct problem *problem)
{
    struct thread_files files;

    if (!thread_files_open(injection->process->pid, look->thread, injection->vm_fd, &files)) {
        return thread_unreadable(look->thread, errno, problem);
    }
    bool made = thread_seems_fit(injection, preparation, look, &files, problem) &&
                with_thread_stopped(injection, preparation, look->thread, &files, result, problem);
    thread_files_close(&files);
    return made;
}

bool attempt_is_final(const struct problem *problem)
{
    switch (problem->code) {
    case THREAD_UNFIT:
    case SECCOMP_DENIED:
    case SECCOMP_UNREADABLE:
        return false;
    default:
        return true;
    }
}

/* A signal that would end or stop this helper meanwhile waits until the thread goes on. */
static bool with_thread_stopped(const struct injection *injection,
                                const struct preparation *preparation, pid_t thread,
                                const struct thread_files *files, struct injection_result *result,
                                struct problem *problem)
{
    bool made = false;
    sigset_t before;

    hold_signals(&before);
    uint64_t begin = monotonic_ns();
    if (tracee_stop(injection->process->pid, thread, problem)) {
        made = call_from(injection, preparation, thread, files, &result->error, problem);
        tracee_detach(thread);
        result->thread = thread;
        result->stopped_ns = monotonic_ns() - begin;
    }
    release_signals(&before);
    return made;
}

/* The thread stands still, here and after. Nothing of it is changed until the call is made. */
static bool call_from(const struct injection *injection, const struct preparation *preparation,
                      pid_t thread, const struct thread_files *files, int *error,
                      struct problem *problem)
{
    static struct stopped_thread stopped;
    static struct signal_frame frame;

    /* First of all: it also has a call begin anew that the stop has ended. */
    if (!stopped_thread_save(injection->process->pid, thread, &stopped, problem)) {
        /* A process that has ended tells more than a thread that has. */
        still_the_same(injection, preparation, thread, files, problem);
        return false;
    }
    fault_point(FAULT_SAVED);
    if (!still_the_same(injection, preparation, thread, files, problem)) return false;
    if (!thread_is_fit(injection, preparation, &stopped, problem)) return false;
    signal_frame_make(&stopped, &preparation->code, injection->filter, injection->size, &frame);
    return call_is_allowed(injection, preparation, &stopped, files, &frame, problem) &&
           make_injected_call(injection, preparation, &stopped, &frame, error, problem);
}
