#ifndef DUE_CHANGE_H
#define DUE_CHANGE_H

#include "record/evidence.h"

/** A filter that a VM is to have, and on which terms. */
struct wanted_filter {
    struct record_filter filter;
    /** Whose it will be; NULL for nobody's. */
    const char *owner;
    /** Not to be set anew where it is set. */
    bool unless_set;
    /** Only in place of one of this owner; NULL for any. */
    const char *only_of;
};

/** What is to be done for it. */
enum due_change {
    /** The filter is to be set. */
    DUE_FILTER,
    /** The filter is set, and its record is to name another owner, or none. */
    DUE_OWNER,
    DUE_NOTHING,
    /** It is not known to be that owner's: nothing may be done. */
    DUE_OF_OTHER,
};

/** Decides it by what is known of the VM's filter. */
enum due_change due_change(const struct wanted_filter *wanted, const struct evidence *evidence);

#endif
