#include "process/ancestor.h"

#include <unistd.h>

#include "process/process_stat.h"

/* An ID that is used again meanwhile could make a ring of the line. */
enum { MOST_ANCESTORS = 4096 };

bool is_ancestor(pid_t pid)
{
    struct process_stat stat = {.parent = getppid()};

    for (int count = 0; count < MOST_ANCESTORS && stat.parent != 0; count++) {
        if (stat.parent == pid) return true;
        if (!process_stat_read(stat.parent, stat.parent, &stat)) return false;
    }
    return false;
}
