#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "record/record_file.h"

/** What tells of the filter in a VM. */
enum evidence_source {
    NO_EVIDENCE,
    /** The directory of records, in which it could be, is not to be read or believed. */
    EVIDENCE_HIDDEN,
    /** The record of `apply`, in the directory of records. */
    EVIDENCE_OF_APPLY,
    /** The record that a VMM carries which `exec` started: its own word. */
    EVIDENCE_OF_EXEC,
    /** There is a record of `apply`, but it cannot be read. */
    EVIDENCE_BROKEN,
};

/** What tells of the filter in a VM, valid until it is looked for again. */
struct evidence {
    enum evidence_source source;
    /** That of `source`; NULL where there is none that can be read. */
    const struct record *record;
    /** The one that the VMM carries, where that of `apply` counts; else NULL. */
    const struct record *carried;
};

/**
 * Looks for it. A record counts only if it is of this boot, and the VMM's own word only where there
 * is no record of `apply`.
 *
 * @param directory that of records, RECORDS_ABSENT or RECORDS_HIDDEN
 */
void evidence_find(int directory, const struct vm_identity *vm, struct evidence *evidence);

/** "set", "unknown" or "none". */
const char *evidence_state(const struct evidence *evidence);

/** Which subcommand the record is of, "apply" or "exec"; NULL without one. */
const char *evidence_writer(const struct evidence *evidence);

/** Whose the filter is, by the record of `apply`; NULL if it names nobody. */
const char *evidence_owner(const struct evidence *evidence);

#endif
