#include "injection/held_signals.h"

#include <stddef.h>

void hold_signals(sigset_t *before)
{
    sigset_t all;

    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

void release_signals(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}
