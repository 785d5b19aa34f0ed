#include "exec/outer_exec.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exec/preload_value.h"
#include "preload/handover.h"

static bool is_handover(int fd);

void outer_exec_leave(void)
{
    const char *number = getenv(HANDOVER_VARIABLE);
    char *preload = getenv(PRELOAD_VARIABLE);

    if (number == NULL) return;
    int handover = descriptor_number(number + (number[0] == HANDOVER_LIMITS ? 1 : 0));
    if (handover < 0 || !is_handover(handover)) return;
    fcntl(handover, F_SETFD, FD_CLOEXEC);
    unsetenv(HANDOVER_VARIABLE);
    if (preload == NULL) return;
    int library = preload_value_descriptor(preload);
    if (library >= 0) fcntl(library, F_SETFD, FD_CLOEXEC);
    if (!preload_value_take_back(preload)) unsetenv(PRELOAD_VARIABLE);
}

/* Somebody may have set the variable, and have another file under the number. */
static bool is_handover(int fd)
{
    static const char link[] = "/memfd:" HANDOVER_NAME " (deleted)";
    char path[40];
    char text[sizeof link];

    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return readlink(path, text, sizeof text) == sizeof link - 1 &&
           memcmp(text, link, sizeof link - 1) == 0;
}
