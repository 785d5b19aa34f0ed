#ifndef KNOWN_FILTER_H
#define KNOWN_FILTER_H

#include "command/json.h"
#include "record/evidence.h"
#include "record/sha256.h"

/** What was known of the filter in a VM at some time. */
struct known_filter {
    /** "set", "unknown" or "none". */
    const char *state;
    /** "apply", "exec" or NULL. */
    const char *evidence;
    /** "" if nobody is named. */
    char owner[RECORD_OWNER_SIZE];
    /** The SHA-256 of its bytes; "" unless it is set. */
    char fingerprint[FINGERPRINT_SIZE];
};

/** Notes it, since what tells of it does not last. */
void known_filter_note(const struct evidence *evidence, struct known_filter *known);

/** Writes it as an object. */
void write_known_filter(struct json *json, const char *key, const struct known_filter *known);

#endif
