#ifndef FILTER_INPUT_H
#define FILTER_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "command/problem.h"
#include "kvm/x86_filter.h"

/** How a struct is written on stdin. */
enum input_form {
    /**
     * The first action's place tells: no action is a hexadecimal digit or white space. What has no
     * control characters at all is text as well.
     */
    INPUT_AUTO,
    INPUT_BINARY,
    INPUT_HEX,
};

enum {
    /** The longest struct that is read: far beyond what a kernel takes, so that it is the judge. */
    MAX_STRUCT_SIZE = 64 * 1024,
    /** The longest input that is read: its text, with room for white space. */
    MAX_INPUT_SIZE = 4 * MAX_STRUCT_SIZE,
};

/** What is known about filters of so many bytes: a hint. */
#define MAX_STRUCT_HINT \
    "On x86 a kernel takes at most 300 events, 2432 bytes; on arm64 at most 8192 calls are read."

/** What tells filters of an architecture, before they are understood. */
struct filter_encoding {
    /** Where the first action is: what tells text from bytes with INPUT_AUTO. */
    size_t telling;
    /** By which name `pmufilter encode --to` knows them. */
    const char *name;
};

/** An input as it was read, and then the struct in it. */
struct filter_input {
    size_t size;
    uint8_t bytes[MAX_INPUT_SIZE];
};

/** Reads an input to its end. Fails with INPUT_UNREADABLE or INPUT_TOO_LONG. */
bool read_filter_input(int fd, struct filter_input *input, struct problem *problem);

/**
 * Turns an input into x86's struct that it holds, in place: exactly one struct, no byte missing and
 * none too many. What the struct says is the kernel's to judge.
 *
 * @param filter out: the struct, as long as the input stays as it is
 * @return false with INPUT_EMPTY, INPUT_TOO_LONG, KVM_HEX_INVALID, KVM_STRUCT_TRUNCATED or
 *   KVM_STRUCT_SURPLUS
 */
bool decode_filter_input(struct filter_input *input, enum input_form form,
                         struct x86_filter *filter, struct problem *problem);

/**
 * Turns an input into the bytes that it holds, in place, whatever they say.
 *
 * @return false with INPUT_EMPTY, INPUT_TOO_LONG or KVM_HEX_INVALID
 */
bool decode_filter_bytes(struct filter_input *input, enum input_form form,
                         const struct filter_encoding *encoding, struct problem *problem);

#endif
