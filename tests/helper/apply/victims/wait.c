/*
 * Waits in one system call, named by its argument, and checks how it comes back: with the answer
 * that it would have had, not before its time, and with the registers of the caller unchanged.
 */
#include <errno.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "victim.h"
#include "wait.h"

const struct timespec duration = {MILLISECONDS / 1000, MILLISECONDS % 1000 * 1000000};
struct means means = {.address = {.sun_family = AF_UNIX}};

static volatile int handled;
static pid_t parent;
/** stdin wakes by SIGUSR1 and by nothing else. */
static bool only_signal;
/** stdin wakes without it. */
static bool no_signal;

static void handle(int number)
{
    (void)number;
    handled++;
}

static void wake(void)
{
    struct sembuf up = {0, 1, 0};
    struct {
        long type;
        char text[1];
    } message = {1, {'x'}};

    if (only_signal) {
        kill(parent, SIGUSR1);
        return;
    }
    __atomic_store_n(means.word, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, means.word, FUTEX_WAKE, 1, NULL, NULL, 0);
    semop(means.semaphores, &up, 1);
    msgsnd(means.queue, &message, 1, 0);
    if (write(means.socket_pair[1], "x", 1) != 1) return;
    if (means.address.sun_path[1] != 0) {
        int client = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(client, (struct sockaddr *)&means.address, sizeof means.address) != 0) return;
        pause();
    }
    if (!no_signal) kill(parent, SIGUSR1);
}

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

enum {
    /** It must not end before its time. */
    LIMITED = 1,
    /** A handler of SIGUSR1 runs, once. */
    HANDLED = 2,
    /** The handler does not end the call (SA_RESTART). */
    RESTARTED = 4,
    /** SIGUSR1 is blocked while it is not waited for. */
    BLOCKED = 8,
};

static const struct wait {
    const char *name;
    long (*enter)(long *wanted);
    int properties;
} waits[] = {
    {"ppoll", in_ppoll, 0},
    {"ppoll-limit", in_ppoll_limit, LIMITED},
    {"ppoll-interrupted", in_ppoll_interrupted, HANDLED | BLOCKED},
    {"poll", in_poll, 0},
    {"poll-limit", in_poll_limit, LIMITED},
    {"pselect6", in_pselect6, 0},
    {"select-limit", in_select_limit, LIMITED},
    {"read", in_read, 0},
    {"read-handled", in_read, HANDLED | RESTARTED},
    {"read-interrupted", in_read_interrupted, HANDLED},
    {"recvfrom", in_recv, 0},
    {"read-socket-limit", in_read_socket_limit, 0},
    {"recvfrom-socket-limit", in_recv_socket_limit, 0},
    {"nanosleep", in_nanosleep, LIMITED},
    {"clock_nanosleep", in_clock_nanosleep, LIMITED},
    {"clock_nanosleep-until", in_clock_nanosleep_until, LIMITED},
    {"futex", in_futex, 0},
    {"futex-limit", in_futex_limit, LIMITED},
    {"futex-until", in_futex_until, LIMITED},
    {"epoll_wait", in_epoll_wait, 0},
    {"epoll_wait-limit", in_epoll_wait_limit, LIMITED},
    {"epoll_wait-interrupted", in_epoll_interrupted, HANDLED},
    {"rt_sigtimedwait", in_sigtimedwait, BLOCKED},
    {"pause", in_pause, HANDLED},
    {"rt_sigsuspend", in_sigsuspend, HANDLED | BLOCKED},
    {"accept", in_accept, 0},
    {"semop", in_semop, 0},
    {"msgrcv", in_msgrcv, 0},
};

/* Where SIGUSR1 has no handler and is not waited for, it is ignored. */
static void prepare_signal(int properties)
{
    struct sigaction action = {.sa_handler = handle};
    sigset_t set;

    if ((properties & RESTARTED) != 0) action.sa_flags = SA_RESTART;
    if ((properties & (HANDLED | BLOCKED)) == 0) action.sa_handler = SIG_IGN;
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    if ((properties & BLOCKED) != 0) sigprocmask(SIG_BLOCK, &set, NULL);
}

static void run(const struct wait *wait)
{
    long wanted = 0;
    uint64_t begin;
    long answer;

    prepare_signal(wait->properties);
    only_signal = (wait->properties & (HANDLED | RESTARTED)) == HANDLED;
    no_signal = (wait->properties & RESTARTED) != 0;
    on_stdin(wake);
    means.vm = make_vm();
    ready(means.vm);
    begin = now_ms();
    answer = wait->enter(&wanted);
    if (answer < 0) answer = -errno;
    printf("answer %ld after %d\n", answer, (int)(now_ms() - begin));
    msgctl(means.queue, IPC_RMID, NULL);
    semctl(means.semaphores, 0, IPC_RMID);
    errno = answer < 0 ? (int)-answer : 0;
    must(answer == wanted, "the call's answer");
    must((wait->properties & LIMITED) == 0 || now_ms() - begin >= MILLISECONDS, "cut short");
    must(handled == ((wait->properties & HANDLED) != 0), "the handler");
    unharmed(means.vm);
}

int main(int argc, char *argv[])
{
    must(argc == 2, "give it the name of a call");
    means.word = shared_memory();
    parent = getpid();
    /* Nobody removes these if the victim is killed. */
    means.queue = strcmp(argv[1], "msgrcv") == 0 ? msgget(IPC_PRIVATE, 0600) : -1;
    means.semaphores = strcmp(argv[1], "semop") == 0 ? semget(IPC_PRIVATE, 1, 0600) : -1;
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, means.socket_pair) == 0, "socketpair");
    if (strcmp(argv[1], "accept") == 0) {
        snprintf(means.address.sun_path + 1, sizeof means.address.sun_path - 1, "victim-%d",
                 parent);
    }
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        if (strcmp(waits[i].name, argv[1]) == 0) run(&waits[i]);
    }
    must(false, "no such call");
}
