#ifndef WAIT_H
#define WAIT_H

#include <stdint.h>
#include <sys/un.h>
#include <time.h>

/** Longer than it takes to apply a filter under a sanitizer. */
enum { MILLISECONDS = 2500 };

/** That long. */
extern const struct timespec duration;

/** By which a call is woken. */
extern struct means {
    int vm;
    uint32_t *word;
    int socket_pair[2], queue, semaphores;
    struct sockaddr_un address;
} means;

/* Each returns what the call did, and tells what it should. */

/* wait_descriptors.c */
long in_ppoll(long *wanted);
long in_ppoll_limit(long *wanted);
long in_poll(long *wanted);
long in_poll_limit(long *wanted);
long in_pselect6(long *wanted);
long in_select_limit(long *wanted);
long in_read(long *wanted);
long in_recv(long *wanted);
long in_read_socket_limit(long *wanted);
long in_recv_socket_limit(long *wanted);
long in_epoll_wait(long *wanted);
long in_epoll_wait_limit(long *wanted);
long in_accept(long *wanted);

/* wait_others.c: for a time, or for other threads and processes */
long in_nanosleep(long *wanted);
long in_clock_nanosleep(long *wanted);
long in_clock_nanosleep_until(long *wanted);
long in_futex(long *wanted);
long in_futex_limit(long *wanted);
long in_futex_until(long *wanted);
long in_semop(long *wanted);
long in_msgrcv(long *wanted);

/* wait_signals.c */
long in_sigtimedwait(long *wanted);
long in_pause(long *wanted);
long in_sigsuspend(long *wanted);
long in_read_interrupted(long *wanted);
long in_ppoll_interrupted(long *wanted);
long in_epoll_interrupted(long *wanted);

#endif
