#include "input/filter_input.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "input/hex.h"
#include "input/read_bytes.h"

static bool decode_text(struct filter_input *input, struct problem *problem);
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
                "The filter on stdin cannot be read: %s.", strerror(error));
}

bool decode_filter_input(struct filter_input *input, enum input_form form,
                         struct x86_filter *filter, struct problem *problem)
{
    if (input->size == 0) {
        return fail(problem, INPUT_EMPTY, 0,
                    "Give struct kvm_pmu_event_filter there, as its bytes or in hexadecimal.",
                    "There is no filter on stdin.");
    }
    if (form == INPUT_AUTO) form = begins_hex(input->bytes[0]) ? INPUT_HEX : INPUT_BINARY;
    if (form == INPUT_HEX && !decode_text(input, problem)) return false;
    if (input->size > MAX_STRUCT_SIZE) return too_long(problem);
    return read_struct(input, filter, problem);
}

static bool decode_text(struct filter_input *input, struct problem *problem)
{
    size_t at;

    if (decode_hex(input->bytes, &input->size, &at)) return true;
    return fail(problem, KVM_HEX_INVALID, 0,
                "Write two hexadecimal digits per byte, in the order of memory, without 0x.",
                "The filter on stdin is not hexadecimal bytes: see its byte %zu.", at);
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
    return fail(problem, INPUT_TOO_LONG, 0, "A kernel takes at most 300 events, 2432 bytes.",
                "The filter on stdin has more than %d bytes.", MAX_STRUCT_SIZE);
}
