#include "process/process_list.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "command/decimal.h"

DIR *process_list_open(struct problem *problem)
{
    DIR *processes = opendir("/proc");

    if (processes == NULL) {
        fail(problem, PROCESS_DENIED, errno, "Mount /proc.", "/proc cannot be read: %s.",
             strerror(errno));
    }
    return processes;
}

pid_t next_id(DIR *directory)
{
    const struct dirent *entry;
    uint64_t id;

    while ((entry = readdir(directory)) != NULL) {
        if (read_decimal(entry->d_name, INT_MAX, &id) && id != 0) return (pid_t)id;
    }
    return 0;
}
