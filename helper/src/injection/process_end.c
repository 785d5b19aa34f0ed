#include "injection/process_end.h"

#include <errno.h>
#include <poll.h>

bool process_ends_within(const struct vm_process *process, int milliseconds)
{
    struct pollfd ended = {.fd = process->pidfd, .events = POLLIN};

    return poll(&ended, 1, milliseconds) != 0;
}

bool process_ended(pid_t pid, struct problem *problem)
{
    return fail(problem, PROCESS_MISSING, ESRCH, "Look again which process runs the VM.",
                "There is no process %d, or it has ended.", pid);
}
