#ifndef STALE_RECORDS_H
#define STALE_RECORDS_H

#include <dirent.h>

#include "record/record_file.h"

/** What became of the process that a record is about. */
enum record_process {
    /** It runs, and has the VM. */
    RECORD_PROCESS_SAME,
    /** It runs, but has closed the VM. */
    RECORD_PROCESS_WITHOUT_VM,
    /** It may still run, but cannot be looked into: it is another user's, or hidden. */
    RECORD_PROCESS_UNKNOWN,
    /** Another process has its ID. */
    RECORD_PROCESS_ANOTHER,
    /** There is no process with its ID, or the record is of an earlier boot. */
    RECORD_PROCESS_GONE,
};

/** The files in the directory of records, from its beginning; NULL if they cannot be listed. */
DIR *record_files_list(int directory);

/** Looks what became of it, by the record's name and the boot it tells of. */
enum record_process record_process_of(int directory, const struct vm_identity *vm);

/**
 * Removes the records of processes that have ended, and what was left of changes that were cut
 * short. Whatever is in use stays, and so does what is of another PID namespace.
 *
 * @param lock of record_lock(), for the process `pid`
 */
void stale_records_remove(int directory, int lock, pid_t pid);

#endif
