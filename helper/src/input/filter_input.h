#ifndef FILTER_INPUT_H
#define FILTER_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "command/problem.h"
#include "kvm/x86_filter.h"

/** How a struct is written on stdin. */
enum input_form {
    /** The first byte tells: a hexadecimal digit or white space begins text; an action does not. */
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

/** An input as it was read, and then the struct in it. */
struct filter_input {
    size_t size;
    uint8_t bytes[MAX_INPUT_SIZE];
};

/** Reads an input to its end. Fails with INPUT_UNREADABLE or INPUT_TOO_LONG. */
bool read_filter_input(int fd, struct filter_input *input, struct problem *problem);

/**
 * Turns an input into the struct that it holds, in place: exactly one struct, no byte missing and
 * none too many. What the struct says is the kernel's to judge.
 *
 * @param filter out: the struct, as long as the input stays as it is
 * @return false with INPUT_EMPTY, INPUT_TOO_LONG, KVM_HEX_INVALID, KVM_STRUCT_TRUNCATED or
 *   KVM_STRUCT_SURPLUS
 */
bool decode_filter_input(struct filter_input *input, enum input_form form,
                         struct x86_filter *filter, struct problem *problem);

#endif
