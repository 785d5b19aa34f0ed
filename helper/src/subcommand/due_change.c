#include "subcommand/due_change.h"

#include <string.h>

static bool is_of(const char *owner, const struct evidence *evidence);
static bool is_set(const struct record_filter *filter, const struct evidence *evidence);

enum due_change due_change(const struct wanted_filter *wanted, const struct evidence *evidence)
{
    bool set = is_set(&wanted->filter, evidence);

    if (wanted->only_of != NULL && !is_of(wanted->only_of, evidence)) {
        bool done = evidence->source == NO_EVIDENCE || (set && is_of(NULL, evidence));
        return done ? DUE_NOTHING : DUE_OF_OTHER;
    }
    if (!wanted->unless_set || !set) return DUE_FILTER;
    return is_of(wanted->owner, evidence) ? DUE_NOTHING : DUE_OWNER;
}

/** Whether the filter has this owner, or with NULL nobody's. */
static bool is_of(const char *owner, const struct evidence *evidence)
{
    const char *present = evidence_owner(evidence);

    if (owner == NULL || present == NULL) return owner == present;
    return strcmp(owner, present) == 0;
}

/* A newer record that the VM carries can be of another VM, under the descriptor of the first. */
static bool is_set(const struct record_filter *filter, const struct evidence *evidence)
{
    const struct record *record = evidence->record;

    if (evidence->source != EVIDENCE_OF_APPLY || record->state != RECORD_SET) return false;
    if (evidence->carried != NULL && evidence->carried->uptime > record->uptime) return false;
    return record->form == RECORD_X86 && record->filter.size == filter->size &&
           memcmp(record->filter.bytes, filter->bytes, filter->size) == 0;
}
