#include "input/filter_input.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "input/hex.h"
#include "input/read_bytes.h"

static enum input_form form_of(const struct filter_input *input, size_t telling);
static bool is_text(const struct filter_input *input);
static bool decode_text(struct filter_input *input, const char *encoding, struct problem *problem);
static bool read_struct(const struct filter_input *input, struct x86_filter *filter,
                        struct problem *problem);
static bool too_long(struct problem *problem);

static const char whole[] = "Give the whole struct: 32 bytes, and 8 for each of its events.";

bool read_filter_input(int fd, struct filter_input *input, struct problem *problem)
{
    int error;
    uint8_t surplus;

    input->size = read_bytes(fd, input->bytes, sizeof input->bytes, &error);
    if (error == 0 && input->size == sizeof input->bytes) {
        if (read_bytes(fd, &surplus, 1, &error) > 0) return too_long(problem);
    }
    if (error == 0) return true;
    return fail(problem, INPUT_UNREADABLE, error, "Give the filter on stdin, as a file or a pipe.",
                "The filter cannot be read: %s.", strerror(error));
}

bool decode_filter_input(struct filter_input *input, enum input_form form,
                         struct x86_filter *filter, struct problem *problem)
{
    static const struct filter_encoding encoding = {offsetof(struct x86_filter_header, action),
                                                    "kvm-struct"};

    return decode_filter_bytes(input, form, &encoding, problem) &&
           read_struct(input, filter, problem);
}

bool decode_filter_bytes(struct filter_input *input, enum input_form form,
                         const struct filter_encoding *encoding, struct problem *problem)
{
    if (input->size == 0) {
        return fail(problem, INPUT_EMPTY, 0,
                    "Give struct kvm_pmu_event_filter there, as its bytes or in hexadecimal.",
                    "There is no filter in the input.");
    }
    if (form == INPUT_AUTO) form = form_of(input, encoding->telling);
    if (form == INPUT_HEX && !decode_text(input, encoding->name, problem)) return false;
    return input->size <= MAX_STRUCT_SIZE || too_long(problem);
}

static enum input_form form_of(const struct filter_input *input, size_t telling)
{
    size_t at = telling < input->size ? telling : 0;

    return begins_hex(input->bytes[at]) || is_text(input) ? INPUT_HEX : INPUT_BINARY;
}

/* JSON and the like, in which no byte is a control character: in a filter each action is one. */
static bool is_text(const struct filter_input *input)
{
    for (size_t i = 0; i < input->size; i++) {
        uint8_t byte = input->bytes[i];
        if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') return false;
    }
    return true;
}

static bool decode_text(struct filter_input *input, const char *encoding, struct problem *problem)
{
    char hint[sizeof problem->hint];
    size_t at;

    if (decode_hex(input->bytes, &input->size, &at)) return true;
    snprintf(hint, sizeof hint,
             "Write two hexadecimal digits per byte, in the order of memory, without 0x, as "
             "pmufilter encode --to %s does.",
             encoding);
    return fail(problem, KVM_HEX_INVALID, 0, hint,
                "The filter is text, but not hexadecimal bytes: see its byte %zu.", at);
}

static bool read_struct(const struct filter_input *input, struct x86_filter *filter,
                        struct problem *problem)
{
    const size_t header = sizeof filter->header;

    if (input->size < header) {
        return fail(problem, KVM_STRUCT_TRUNCATED, 0, whole,
                    "The filter has %zu bytes, but its header alone has %zu.", input->size, header);
    }
    bool complete = x86_filter_read(input->bytes, input->size, filter);
    uint64_t needed = header + sizeof(uint64_t) * (uint64_t)filter->header.nevents;
    if (complete && input->size == needed) return true;
    return fail(problem, complete ? KVM_STRUCT_SURPLUS : KVM_STRUCT_TRUNCATED, 0, whole,
                "The filter has %zu bytes, but one of %" PRIu32 " events has %" PRIu64 ".",
                input->size, filter->header.nevents, needed);
}

static bool too_long(struct problem *problem)
{
    return fail(problem, INPUT_TOO_LONG, 0, MAX_STRUCT_HINT, "The filter has more than %d bytes.",
                MAX_STRUCT_SIZE);
}
