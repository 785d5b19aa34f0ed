#ifndef THREAD_LOOK_H
#define THREAD_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** A system call as a thread made it. */
struct system_call {
    long number;
    uint64_t arguments[6];
    uint64_t stack_pointer;
    /** Its first argument is the descriptor of a socket, if it is one. Not in the text. */
    bool on_socket;
};

/** What a thread does, seen without touching it. */
struct thread_look {
    pid_t thread;
    /** It waits and no signal wakes it, or it has ended. */
    bool deaf;
    /** It waits in a system call, `call`; otherwise it runs, or nothing more is known. */
    bool waits;
    struct system_call call;
};

/**
 * Looks at a thread of a process: /proc/PID/task/TID/stat and syscall. False with errno if it has
 * ended or may not be looked at.
 */
bool thread_look(pid_t process, pid_t thread, struct thread_look *look);

/**
 * Takes a call from the text of a thread's syscall (proc_pid_syscall(5)): its number, six
 * arguments and the stack pointer; the instruction pointer is left. False if it is in none.
 */
bool thread_syscall_parse(const char *text, size_t size, struct system_call *call);

#endif
