#ifndef ODD_EVENTS_H
#define ODD_EVENTS_H

#include "command/json.h"
#include "kvm/x86_filter.h"

/*
 * Events that a kernel takes without a word and that are of no use: raw ones that it drops, masked
 * ones that match nothing.
 */

/** Writes the members `dropped` and `dead`, lists of such events of a filter (README.md). */
void write_odd_events(struct json *json, const struct x86_filter *filter, enum vendor_rules rules);

/** Tells on stderr how many there are, unless there is none. */
void warn_of_odd_events(const struct x86_filter *filter, enum vendor_rules rules);

#endif
