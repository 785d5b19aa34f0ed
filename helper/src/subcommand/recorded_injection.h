#ifndef RECORDED_INJECTION_H
#define RECORDED_INJECTION_H

#include "injection/inject.h"
#include "subcommand/due_change.h"
#include "subcommand/known_filter.h"

/** Room for the path of a record. */
enum { RECORD_PATH_SIZE = 512 };

/** What is to be set in which VM. */
struct recorded_injection {
    /** Of the records. */
    const char *directory;
    const struct vm_process *process;
    int vm_fd;
    struct wanted_filter wanted;
};

/** What came of it. */
struct recorded_result {
    /** What was known of the VM before; its state is NULL as long as nobody has looked. */
    struct known_filter previous;
    /** The call was made. */
    bool injected;
    /** With `injected`. */
    struct injection_result injection;
    /** Whose the filter is now; "" if nobody is named. */
    char owner[RECORD_OWNER_SIZE];
    /** The path of the VM's record; "" if there is none. */
    char record[RECORD_PATH_SIZE];
};

/**
 * Sets a filter in a running VM with a record of it: before, that it is being set, and after, what
 * came of it. Does less where less is due (due_change.h).
 *
 * @return true when the kernel took or refused the filter, or was not to be asked; false with a
 *   problem of the process or of its records, and VM_INHERITED, VM_MISSING or OUTCOME_UNKNOWN.
 *   RECORD_FAILED says whether the filter was set all the same. With OWNER_OTHER the result is
 *   filled in.
 */
bool inject_recorded(const struct recorded_injection *asked, struct recorded_result *result,
                     struct problem *problem);

#endif
