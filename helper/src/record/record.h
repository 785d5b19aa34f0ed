#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "process/uuid.h"

/** How sure a record is. */
enum record_state {
    /** The VM has the filter, or still what was before: the helper was at it, or was killed. */
    RECORD_SETTING,
    /** The VM has the filter. */
    RECORD_SET,
};

/** Who wrote it. */
enum record_writer { RECORD_BY_APPLY, RECORD_BY_EXEC };

/** What the bytes of a filter are: struct kvm_pmu_event_filter, each for arm64 behind the other. */
enum record_form { RECORD_X86, RECORD_ARM64 };

/** Room for the name of an owner, and the zero behind it. */
enum { RECORD_OWNER_SIZE = 65 };

enum {
    /** The longest filter in a record. */
    MAX_RECORD_FILTER = 64 * 1024,
    /** Room for the text of any record. */
    MAX_RECORD_TEXT = 4 * MAX_RECORD_FILTER + 512,
};

/** Bytes of a filter that are kept elsewhere. */
struct record_filter {
    const uint8_t *bytes;
    size_t size;
};

/** What is known of the filter in a VM. */
struct record {
    enum record_state state;
    enum record_writer by;
    enum record_form form;
    /** /proc/sys/kernel/random/boot_id. */
    char boot_id[UUID_SIZE];
    pid_t pid;
    /** Of the process, in clock ticks since boot. */
    uint64_t start_time;
    /** The VM's descriptor in the process. */
    int vm_fd;
    /** When it was written, in seconds since 1970. */
    int64_t time;
    /** The same in milliseconds since boot: tells which is newer even where the clock was set. */
    int64_t uptime;
    /** Who asked for the filter; "" if nobody is named. Of `apply` only. */
    char owner[RECORD_OWNER_SIZE];
    /** At least a byte, at most MAX_RECORD_FILTER. */
    struct record_filter filter;
    /** What the VM had before; no bytes if that is not known. */
    struct record_filter before;
};

/** Fills in both times with now, by clock_gettime(2). */
void record_stamp(struct record *record);

/**
 * Writes a record's text. Takes nothing but snprintf() and the hexadecimal digits of input/hex.c.
 *
 * @return its length without the zero behind it; 0 if there is no room for it
 */
size_t record_text(const struct record *record, char *text, size_t size);

/**
 * Reads a record from exactly such a text. The digits of the filters are decoded in place, so the
 * text is used up and must stay as long as the record. False if it is anything else.
 */
bool record_parse(char *text, size_t size, struct record *record);

#endif
