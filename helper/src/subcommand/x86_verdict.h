#ifndef X86_VERDICT_H
#define X86_VERDICT_H

#include "input/filter_input.h"
#include "kvm/judgement.h"

/**
 * Writes what the kernel said of a filter on x86, for `check` and `apply`: the members
 * `vendorRules`, `filter`, those of write_judgement(), and, where it refused the filter, `error`.
 * What goes to stderr is told there, too.
 *
 * @param error 0 or the errno with which it refused
 */
void write_x86_verdict(struct json *json, const struct court *court, int error,
                       const struct filter_input *input, const struct x86_filter *filter);

/** Writes the same members for a filter that the kernel was not asked about. */
void write_no_verdict(struct json *json, const struct x86_filter *filter);

#endif
