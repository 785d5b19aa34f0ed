#ifndef RECORD_DIRECTORY_H
#define RECORD_DIRECTORY_H

#include <stdbool.h>
#include <sys/types.h>

#include "command/problem.h"

/** Where records are kept unless --records says otherwise: gone with a reboot, as the VMs are. */
#define RECORD_DIRECTORY "/run/kvm-pmu-filter"

/**
 * Opens a directory of records for writing, and makes it if there is none, with mode 0700. It must
 * belong to this user, and no other may write to it. Fails with RECORD_FAILED.
 *
 * @return its descriptor, or -1
 */
int record_directory_open(const char *path, struct problem *problem);

/** In place of a descriptor of a directory of records. */
enum {
    /** There is none. */
    RECORDS_ABSENT = -1,
    /** It cannot be read, or what is in it is not to be believed. */
    RECORDS_HIDDEN = -2,
};

/**
 * Opens one for reading, if it is there. It must belong to this user or to root, and no other may
 * write to it: what is in it could be anyone's word.
 *
 * @return its descriptor, or with an errno RECORDS_ABSENT (ENOENT) or RECORDS_HIDDEN (EPERM if it
 *   is not to be believed)
 */
int record_directory_look(const char *path, int *error);

/**
 * Has this process alone change the records of a process, until the descriptor is closed: waits
 * for at most half a minute for others. Fails with RECORD_FAILED.
 *
 * @return the lock's descriptor, or -1
 */
int record_lock(int directory, pid_t pid, struct problem *problem);

/** Locks the records of another process as well, if they are free: without waiting. */
bool record_lock_also(int lock, pid_t pid);

/** Gives that one free again. */
void record_unlock_also(int lock, pid_t pid);

/** Fails with RECORD_FAILED; `what` could not be done. */
bool record_failed(const char *what, int error, struct problem *problem);

#endif
