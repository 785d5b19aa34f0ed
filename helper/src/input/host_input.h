#ifndef HOST_INPUT_H
#define HOST_INPUT_H

#include "input/filter_input.h"

/**
 * Turns an input into the filter that it holds, in place, in the form of this host's architecture:
 * x86's struct, or the calls of arm64. Fails as decode_filter_input() and decode_arm64_input() do.
 */
bool decode_host_input(struct filter_input *input, enum input_form form, struct problem *problem);

#endif
