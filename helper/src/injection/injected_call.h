#ifndef INJECTED_CALL_H
#define INJECTED_CALL_H

#include <stdbool.h>

#include "command/problem.h"
#include "injection/fitness.h"

/**
 * Has a stopped thread make the call: writes the frame, runs the thread into the call and to its
 * end, and puts the thread back as it was; it stands still before and after. From the moment on in
 * which its registers are others, the frame brings them back even if this helper is gone.
 *
 * `error` is 0 or the errno of the call. Fails with THREAD_UNFIT or THREAD_STUCK (the call was not
 * made), PROCESS_MISSING (it has ended), or OUTCOME_UNKNOWN.
 */
bool make_injected_call(const struct injection *injection, const struct preparation *preparation,
                        const struct stopped_thread *stopped, const struct signal_frame *frame,
                        int *error, struct problem *problem);

#endif
