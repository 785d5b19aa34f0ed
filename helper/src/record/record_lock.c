#include "record/record_directory.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "version.h"

/* How often a lock is tried, and how long is waited in between. */
enum { TRIES = 3000, PAUSE_NS = 10000000 };

static int lock_byte(int lock, pid_t pid, short type);
static int wait_for(int lock, pid_t pid);

/* One file for all: each process has the byte whose offset is its ID. */
int record_lock(int directory, pid_t pid, struct problem *problem)
{
    int lock = openat(directory, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (lock < 0) {
        record_failed("the lock cannot be opened", errno, problem);
        return -1;
    }
    int error = wait_for(lock, pid);
    if (error == 0) return lock;
    close(lock);
    fail(problem, RECORD_FAILED, error, "Look for another " HELPER_NAME " that does not end.",
         "The records of process %d are in use by another helper.", pid);
    return -1;
}

bool record_lock_also(int lock, pid_t pid)
{
    return lock_byte(lock, pid, F_WRLCK) == 0;
}

void record_unlock_also(int lock, pid_t pid)
{
    lock_byte(lock, pid, F_UNLCK);
}

static int wait_for(int lock, pid_t pid)
{
    const struct timespec pause = {0, PAUSE_NS};
    int error = lock_byte(lock, pid, F_WRLCK);

    for (int i = 0; i < TRIES && (error == EAGAIN || error == EACCES); i++) {
        nanosleep(&pause, NULL);
        error = lock_byte(lock, pid, F_WRLCK);
    }
    return error;
}

/* A lock of the open file, not of the process: it ends with the descriptor (fcntl(2), F_OFD_SETLK).
 */
static int lock_byte(int lock, pid_t pid, short type)
{
    struct flock byte = {.l_type = type, .l_whence = SEEK_SET, .l_start = pid, .l_len = 1};

    return fcntl(lock, F_OFD_SETLK, &byte) == 0 ? 0 : errno;
}
