#ifndef ARM64_INPUT_H
#define ARM64_INPUT_H

#include "input/filter_input.h"

/**
 * Turns an input into the calls of arm64 that it holds, in place (kvm/arm64_filter.h): one at
 * least, and no part of one. What they say is the kernel's to judge.
 *
 * @return false with INPUT_EMPTY, INPUT_TOO_LONG, KVM_HEX_INVALID or KVM_STRUCT_TRUNCATED
 */
bool decode_arm64_input(struct filter_input *input, enum input_form form, struct problem *problem);

#endif
