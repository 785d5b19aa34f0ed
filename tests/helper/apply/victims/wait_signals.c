#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wait.h"

long in_sigtimedwait(long *wanted)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    *wanted = SIGUSR1;
    return syscall(SYS_rt_sigtimedwait, &set, NULL, NULL, 8);
}

long in_pause(long *wanted)
{
    *wanted = -EINTR;
    return syscall(SYS_pause);
}

long in_sigsuspend(long *wanted)
{
    uint64_t none = 0;

    *wanted = -EINTR;
    return syscall(SYS_rt_sigsuspend, &none, 8);
}

long in_read_interrupted(long *wanted)
{
    long answer = in_read(wanted);

    *wanted = -EINTR;
    return answer;
}

long in_ppoll_interrupted(long *wanted)
{
    long answer = in_ppoll(wanted);

    *wanted = -EINTR;
    return answer;
}

long in_epoll_interrupted(long *wanted)
{
    long answer = in_epoll_wait(wanted);

    *wanted = -EINTR;
    return answer;
}
