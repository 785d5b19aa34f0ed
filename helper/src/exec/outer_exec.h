#ifndef EXEC_OUTER_EXEC_H
#define EXEC_OUTER_EXEC_H

/**
 * Where this process was itself started by `exec`, as a program that executes the VMM: takes what
 * that one handed on out of the environment, and has its descriptors closed on exec. One library is
 * enough, and the filter of the nearest `exec` is the one that counts.
 */
void outer_exec_leave(void);

#endif
