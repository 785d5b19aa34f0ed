#include "exec/child_output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/process_start.h"
#include "injection/monotonic.h"

static void run(const struct child_command *command, int output);
static int read_until(int fd, uint64_t deadline_ns, char *output, size_t room);
static int left_ms(uint64_t deadline_ns);

int child_output(const struct child_command *command, char *output, size_t room)
{
    uint64_t limit_ns = (uint64_t)command->limit_ms * 1000000;
    uint64_t deadline_ns = command->limit_ms < 0 ? UINT64_MAX : monotonic_ns() + limit_ns;
    int ends[2];

    output[0] = '\0';
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    pid_t child = fork();
    if (child == 0) run(command, ends[1]);
    int error = child < 0 ? errno : 0;
    close(ends[1]);
    if (error == 0) error = read_until(ends[0], deadline_ns, output, room);
    close(ends[0]);
    if (child > 0) {
        /* What has closed its stdout has nothing more to say. */
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    return error;
}

/* Nothing of it is left if somebody ends this process meanwhile. */
static void run(const struct child_command *command, int output)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    char *arguments[4] = {strdup(command->path)};

    for (int i = 0; i < 2 && command->arguments[i] != NULL; i++) {
        arguments[i + 1] = strdup(command->arguments[i]);
    }
    process_start_undo();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(command->with_stderr ? output : nothing, STDERR_FILENO);
    execve(command->path, arguments, command->environment);
    dprintf(STDOUT_FILENO, "%s: %s\n", command->path, strerror(errno));
    _exit(1);
}

/* All is read, also what there is no room for, so that the child does not wait. */
static int read_until(int fd, uint64_t deadline_ns, char *output, size_t room)
{
    char surplus[4096];
    size_t used = 0;

    for (;;) {
        struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
        bool full = used == room - 1;
        int ready = poll(&poll_fd, 1, left_ms(deadline_ns));
        if (ready == 0) return ETIMEDOUT;
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0) return errno;
        ssize_t count =
            full ? read(fd, surplus, sizeof surplus) : read(fd, output + used, room - 1 - used);
        if (count < 0 && errno != EINTR) return errno;
        if (count == 0) return 0;
        if (count > 0 && !full) output[used += (size_t)count] = '\0';
    }
}

static int left_ms(uint64_t deadline_ns)
{
    uint64_t now = monotonic_ns();

    if (deadline_ns == UINT64_MAX) return -1;
    if (now >= deadline_ns) return 0;
    uint64_t left = (deadline_ns - now) / 1000000 + 1;
    return left > INT_MAX ? INT_MAX : (int)left;
}
