#include "command/process_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "version.h"

static bool open_standard_streams(struct problem *problem);

bool process_start(struct problem *problem)
{
    signal(SIGPIPE, SIG_IGN);
    if (!open_standard_streams(problem)) return false;
    if (getuid() == geteuid() && getgid() == getegid()) return true;
    return fail(problem, SETUID_REFUSED, 0, "Take the set-user-ID and set-group-ID bits off it.",
                HELPER_NAME " must not be a set-user-ID or set-group-ID program.");
}

/* /dev/null opened for reading only: writing to a stdout that was closed must still fail. */
static bool open_standard_streams(struct problem *problem)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        if (open("/dev/null", O_RDONLY) == fd) continue;
        return fail(problem, MEMORY_MISSING, errno, "Start it with stdin, stdout and stderr.",
                    "/dev/null cannot be opened: %s.", strerror(errno));
    }
    return true;
}
