#ifndef ATTEMPT_H
#define ATTEMPT_H

#include <stdbool.h>

#include "command/problem.h"
#include "injection/fitness.h"
#include "injection/inject.h"
#include "injection/thread_look.h"

/**
 * Stops one thread, unless it is seen not to be fit for the call, has it make the call if it is,
 * and lets it go. Whatever fails, it is let go as it was.
 */
bool attempt(const struct injection *injection, const struct preparation *preparation,
             const struct thread_look *look, struct injection_result *result,
             struct problem *problem);

/** Whether no other thread needs to be tried after this problem: it is not one of the thread alone.
 */
bool attempt_is_final(const struct problem *problem);

#endif
