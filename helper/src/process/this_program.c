#include "process/this_program.h"

#include <stdio.h>
#include <sys/stat.h>

bool runs_this_program(pid_t pid)
{
    struct stat own;
    struct stat other;
    char path[32];

    snprintf(path, sizeof path, "/proc/%d/exe", pid);
    return stat("/proc/self/exe", &own) == 0 && stat(path, &other) == 0 &&
           own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}
