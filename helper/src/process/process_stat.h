#ifndef PROCESS_STAT_H
#define PROCESS_STAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** What is taken from /proc/PID/stat (proc(5)). */
struct process_stat {
    /** It has ended and is only waited for: a zombie. */
    bool ended;
    /** It waits in the kernel and no signal wakes it. */
    bool deaf;
    /** Its parent; 0 if that is out of sight. */
    pid_t parent;
    /** When it began, in clock ticks since boot: the 22nd field. */
    uint64_t start_time;
};

/** Reads it of a thread of a process; the first thread's ID is the process's. False with errno. */
bool process_stat_read(pid_t pid, pid_t thread, struct process_stat *stat);

/**
 * Takes it from the text. The second field is the program's name in parentheses, and that may hold
 * anything, so the fields are counted from the last closing one. False if it is not such a text.
 */
bool process_stat_parse(const char *text, size_t size, struct process_stat *stat);

#endif
