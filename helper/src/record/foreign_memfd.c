#include "record/foreign_memfd.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exec/memfd.h"

static int reopen(int path);
static bool on_file_system_of_memfds(int path);
static bool sealed(int fd);

/* Not by pidfd_getfd(2): closing what it gives flushes the file, for which a FUSE server of the
   process could let us wait for ever. Of O_PATH nothing gets to the file. */
int foreign_memfd_open(int directory, const char *name)
{
    int path = openat(directory, name, O_PATH | O_CLOEXEC);

    if (path < 0) return -1;
    int fd = on_file_system_of_memfds(path) ? reopen(path) : -1;
    close(path);
    if (fd < 0 || sealed(fd)) return fd;
    close(fd);
    return -1;
}

static int reopen(int path)
{
    char link[32];

    snprintf(link, sizeof link, "/proc/self/fd/%d", path);
    return open(link, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* AT_STATX_DONT_SYNC of statx(2), which newfstatat(2) takes as well (fs/stat.c): a file system
   tells what it knows without asking its server. */
enum { UNASKED = 0x4000 };

/* All memfds are on one, which is the kernel's own and cannot be mounted (mm/shmem.c, shm_mnt). */
static bool on_file_system_of_memfds(int path)
{
    struct stat theirs;
    struct stat ours;
    int own = memfd_with("", "", 0);

    if (own < 0) return false;
    bool known = fstatat(own, "", &ours, AT_EMPTY_PATH | UNASKED) == 0 &&
                 fstatat(path, "", &theirs, AT_EMPTY_PATH | UNASKED) == 0;
    close(own);
    return known && S_ISREG(theirs.st_mode) && theirs.st_dev == ours.st_dev;
}

/* Nobody can change it, not even the VMM. */
static bool sealed(int fd)
{
    const int needed = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    int seals = fcntl(fd, F_GET_SEALS);

    return seals >= 0 && (seals & needed) == needed;
}
