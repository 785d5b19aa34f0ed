#ifndef VICTIM_H
#define VICTIM_H

/*
 * What all victims do: each has a VM, says `ready FD` once it is where it wants to be applied to,
 * checks itself until it is told to end (a byte on stdin, or a signal), and says `unharmed`.
 */

#include <stdbool.h>

/** Creates the VM; returns its descriptor. */
int make_vm(void);

/** Says that the test may begin. What follows is the victim's business. */
void ready(int vm);

/** Ends the victim with 1 and a sentence if `holds` is false. */
void must(bool holds, const char *what);

/** The VM still takes a filter: ends the victim with 0. */
_Noreturn void unharmed(int vm);

/** Memory that a child, if one is forked, shares. */
void *shared_memory(void);

/** Forks a child that waits for a byte on stdin and then calls `act`. The VM is not its business.
 */
void on_stdin(void (*act)(void));

#endif
