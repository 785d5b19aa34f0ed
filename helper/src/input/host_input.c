#include "input/host_input.h"

#include "input/arm64_input.h"
#include "kvm/host_form.h"

bool decode_host_input(struct filter_input *input, enum input_form form, struct problem *problem)
{
    struct x86_filter filter;

    if (HOST_FORM == FORM_ARM64) return decode_arm64_input(input, form, problem);
    return decode_filter_input(input, form, &filter, problem);
}
