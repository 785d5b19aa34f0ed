#ifndef PRELOAD_TRACES_H
#define PRELOAD_TRACES_H

/*
 * What `exec` leaves in a process beside the library itself: two variables and two descriptors.
 * They stay until the process has a VM, so that a program which executes the VMM (taskset, setpriv)
 * hands them on to it.
 */

/**
 * Notes them, when the process begins.
 *
 * @param handover the value of HANDOVER_VARIABLE, as the kernel laid it down
 * @param preload that of LD_PRELOAD, or NULL
 * @param fd the descriptor of the handover
 */
void traces_note(char *handover, char *preload, int fd);

/**
 * Takes them away, where they are still as they were noted: the variables out of the environment
 * and out of /proc/PID/environ, with LD_PRELOAD as it was before. Does nothing the second time.
 */
void traces_remove(void);

#endif
