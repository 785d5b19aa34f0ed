#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "victim.h"
#include "wait.h"

static long in_epoll(long *wanted, int milliseconds, int fd);

long in_ppoll(long *wanted)
{
    struct pollfd fd = {.fd = means.socket_pair[0], .events = POLLIN};
    sigset_t none;

    sigemptyset(&none);
    *wanted = 1;
    return ppoll(&fd, 1, NULL, &none);
}

long in_ppoll_limit(long *wanted)
{
    *wanted = 0;
    return ppoll(NULL, 0, &duration, NULL);
}

long in_poll(long *wanted)
{
    struct pollfd fd = {.fd = means.socket_pair[0], .events = POLLIN};

    *wanted = 1;
    return poll(&fd, 1, -1);
}

long in_poll_limit(long *wanted)
{
    *wanted = 0;
    return poll(NULL, 0, MILLISECONDS);
}

long in_pselect6(long *wanted)
{
    fd_set set;

    FD_ZERO(&set);
    FD_SET(means.socket_pair[0], &set);
    *wanted = 1;
    return pselect(means.socket_pair[0] + 1, &set, NULL, NULL, NULL, NULL);
}

long in_select_limit(long *wanted)
{
    struct timeval limit = {MILLISECONDS / 1000, MILLISECONDS % 1000 * 1000};

    *wanted = 0;
    return syscall(SYS_select, 0, NULL, NULL, NULL, &limit);
}

long in_read(long *wanted)
{
    char byte;

    *wanted = 1;
    return read(means.socket_pair[0], &byte, 1);
}

long in_recv(long *wanted)
{
    char byte;

    *wanted = 1;
    return recv(means.socket_pair[0], &byte, 1, 0);
}

static void *wait_for_ever(void *none)
{
    for (;;) ppoll(NULL, 0, NULL, NULL);
    return none;
}

/* Longer than the test; and another thread, to which nothing happens if it is stopped. */
static void limit_socket(void)
{
    const struct timeval limit = {.tv_sec = 1000};
    pthread_t other;

    setsockopt(means.socket_pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    must(pthread_create(&other, NULL, wait_for_ever, NULL) == 0, "thread");
}

long in_read_socket_limit(long *wanted)
{
    limit_socket();
    return in_read(wanted);
}

long in_recv_socket_limit(long *wanted)
{
    limit_socket();
    return in_recv(wanted);
}

static long in_epoll(long *wanted, int milliseconds, int fd)
{
    struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(0);

    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    *wanted = milliseconds < 0;
    return syscall(SYS_epoll_wait, epoll, &event, 1, milliseconds);
}

long in_epoll_wait(long *wanted)
{
    return in_epoll(wanted, -1, means.socket_pair[0]);
}

long in_epoll_wait_limit(long *wanted)
{
    return in_epoll(wanted, MILLISECONDS, means.vm < 0 ? 0 : means.socket_pair[1]);
}

long in_accept(long *wanted)
{
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    int client;

    must(bind(server, (struct sockaddr *)&means.address, sizeof means.address) == 0, "bind");
    must(listen(server, 1) == 0, "listen");
    *wanted = 0;
    client = accept(server, NULL, NULL);
    return client >= 0 ? 0 : client;
}
