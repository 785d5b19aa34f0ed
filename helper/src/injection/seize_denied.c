#include "injection/seize_denied.h"

#include <fcntl.h>
#include <unistd.h>

#include "injection/thread_status.h"
#include "process/process_denied.h"
#include "process/process_stat.h"
#include "process/thread_file.h"

static pid_t tracer_of(pid_t process, pid_t thread);

bool seize_denied(pid_t process, pid_t thread, int error, struct problem *problem)
{
    struct process_stat stat;

    if (!process_stat_read(process, thread, &stat) || stat.ended) {
        return fail(problem, THREAD_UNFIT, error, "Try again.", "Thread %d has ended.", thread);
    }
    pid_t tracer = tracer_of(process, thread);
    if (tracer == 0) return process_denied(process, error, problem);
    return fail(problem, PROCESS_TRACED, error,
                "Let the other tracer (a debugger, strace) go first.",
                "Thread %d of process %d is traced by process %d.", thread, process, tracer);
}

/* 0 without one. */
static pid_t tracer_of(pid_t process, pid_t thread)
{
    struct thread_status status = {.tracer = 0};
    int fd = thread_file_open(process, thread, "status", O_RDONLY);

    if (fd < 0) return 0;
    thread_status_read(fd, &status);
    close(fd);
    return status.tracer;
}
