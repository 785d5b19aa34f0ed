#ifndef HELD_SIGNALS_H
#define HELD_SIGNALS_H

#include <signal.h>

/**
 * Holds back all signals to this helper (a hangup, ^C, ^Z): they wait until release_signals().
 * SIGKILL and SIGSTOP cannot be held back. `before` takes what was held back already.
 */
void hold_signals(sigset_t *before);

void release_signals(const sigset_t *before);

#endif
