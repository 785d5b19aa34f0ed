#ifndef FILTER_SUMMARY_H
#define FILTER_SUMMARY_H

#include "command/json.h"
#include "kvm/x86_filter_abi.h"

/* The member `filter` of several subcommands' output (README.md). */

/** Writes it for x86: what the header says. */
void write_x86_summary(struct json *json, const struct x86_filter_header *header);

/**
 * Writes it for arm64: how many calls there are, at least one, and the first one's action, which
 * decides over all events that no call is about.
 */
void write_arm64_summary(struct json *json, const uint8_t *bytes, size_t size);

#endif
