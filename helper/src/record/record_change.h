#ifndef RECORD_CHANGE_H
#define RECORD_CHANGE_H

#include "command/problem.h"
#include "record/record_file.h"

/**
 * A change of a VM's record, under its lock. While it lasts the record says "setting"; a helper
 * that is killed leaves that, or what was before. All room that the end takes is taken at the
 * beginning, so that a full disk cannot keep the truth from being told.
 */
struct record_change {
    int directory;
    struct vm_identity vm;
    /** There was a record before. */
    bool had_record;
};

/**
 * Has the record say that the filter is being set. Fails with RECORD_FAILED, and leaves the record
 * as it was.
 *
 * @param record what it is to say in the end; its state does not matter
 */
bool record_change_begin(struct record_change *change, int directory, const struct record *record,
                         struct problem *problem);

/** Has the record say that the filter is set. Fails with RECORD_FAILED: it still says "setting". */
bool record_change_done(const struct record_change *change, struct problem *problem);

/**
 * Brings back the record that was before, or takes it away if there was none. Fails with
 * RECORD_FAILED.
 */
bool record_change_undo(const struct record_change *change, struct problem *problem);

/**
 * Puts another record in the place of a VM's, under its lock, where its filter does not change.
 * Fails with RECORD_FAILED, and leaves the record as it was.
 */
bool record_replace(int directory, const struct record *record, struct problem *problem);

#endif
