#include <errno.h>
#include <linux/futex.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wait.h"

static struct timespec later(void);

long in_nanosleep(long *wanted)
{
    *wanted = 0;
    return syscall(SYS_nanosleep, &duration, NULL);
}

long in_clock_nanosleep(long *wanted)
{
    *wanted = 0;
    return syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &duration, NULL);
}

long in_clock_nanosleep_until(long *wanted)
{
    const struct timespec until = later();

    *wanted = 0;
    return syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

long in_futex(long *wanted)
{
    *wanted = 0;
    return syscall(SYS_futex, means.word, FUTEX_WAIT, 0, NULL, NULL, 0);
}

long in_futex_limit(long *wanted)
{
    *wanted = -ETIMEDOUT;
    return syscall(SYS_futex, means.word + 8, FUTEX_WAIT, 0, &duration, NULL, 0);
}

long in_futex_until(long *wanted)
{
    const struct timespec until = later();

    *wanted = -ETIMEDOUT;
    return syscall(SYS_futex, means.word + 8, FUTEX_WAIT_BITSET, 0, &until, NULL, 1);
}

long in_semop(long *wanted)
{
    struct sembuf down = {0, -1, 0};

    *wanted = 0;
    return semop(means.semaphores, &down, 1);
}

long in_msgrcv(long *wanted)
{
    struct {
        long type;
        char text[1];
    } message;

    *wanted = 1;
    return msgrcv(means.queue, &message, 1, 0, 0);
}

static struct timespec later(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += MILLISECONDS / 1000;
    time.tv_nsec += MILLISECONDS % 1000 * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000;
    }
    return time;
}
