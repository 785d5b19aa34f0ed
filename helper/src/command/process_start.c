#include "command/process_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "version.h"

static bool open_standard_streams(struct problem *problem);

/** They end a program that writes where it cannot: to a closed pipe, beyond RLIMIT_FSIZE. */
static const int write_signals[] = {SIGPIPE, SIGXFSZ};

enum { WRITE_SIGNALS = sizeof write_signals / sizeof write_signals[0] };

/** How it was before. */
static bool ignored[WRITE_SIGNALS];
static bool opened[STDERR_FILENO + 1];

bool process_start(struct problem *problem)
{
    for (int i = 0; i < WRITE_SIGNALS; i++) {
        ignored[i] = signal(write_signals[i], SIG_IGN) == SIG_IGN;
    }
    if (!open_standard_streams(problem)) return false;
    if (getuid() == geteuid() && getgid() == getegid()) return true;
    return fail(problem, SETUID_REFUSED, 0, "Take the set-user-ID and set-group-ID bits off it.",
                HELPER_NAME " must not be a set-user-ID or set-group-ID program.");
}

void process_start_undo(void)
{
    for (int i = 0; i < WRITE_SIGNALS; i++) {
        if (!ignored[i]) signal(write_signals[i], SIG_DFL);
    }
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (opened[fd]) close(fd);
    }
}

/* /dev/null opened for reading only: writing to a stdout that was closed must still fail. */
static bool open_standard_streams(struct problem *problem)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        opened[fd] = open("/dev/null", O_RDONLY) == fd;
        if (opened[fd]) continue;
        return fail(problem, MEMORY_MISSING, errno, "Start it with stdin, stdout and stderr.",
                    "/dev/null cannot be opened: %s.", strerror(errno));
    }
    return true;
}
