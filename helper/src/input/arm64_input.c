#include "input/arm64_input.h"

#include "kvm/arm64_filter.h"

bool decode_arm64_input(struct filter_input *input, enum input_form form, struct problem *problem)
{
    const size_t call = sizeof(struct arm64_filter_call);
    static const struct filter_encoding encoding = {offsetof(struct arm64_filter_call, action),
                                                    "arm64-structs"};

    if (!decode_filter_bytes(input, form, &encoding, problem)) return false;
    if (input->size > 0 && input->size % call == 0) return true;
    return fail(problem, KVM_STRUCT_TRUNCATED, 0,
                "Give 8 bytes per call: base_event, nevents, action and 3 bytes of pad.",
                "The filter has %zu bytes, no multiple of %zu: its last call is not whole.",
                input->size, call);
}
