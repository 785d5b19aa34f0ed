/*
 * Holds VMs as a VMM does, whatever its arguments say, and does what the letters on stdin ask for,
 * with a line on stdout for each: `v` makes a VM (its descriptor), `d` opens the first one under
 * another descriptor as well (that one), `c` closes the first one, `f` has a child inherit them
 * (its process ID), `t` leaves all else to another thread and ends the first, `n` does nothing. It
 * ends with its stdin.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

/** KVM_CREATE_VM of linux/kvm.h. */
#define CREATE_VM 0xae01

static int kvm;
static int first = -1;

static int make_vm(void)
{
    int vm = ioctl(kvm, CREATE_VM, 0);

    if (vm < 0) exit(1);
    if (first < 0) first = vm;
    return vm;
}

static int inherit(void)
{
    pid_t child = fork();

    if (child != 0) return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) pause();
}

static void *serve_on(void *unused);

static void *serve(void *unused)
{
    char letter;

    (void)unused;
    while (read(STDIN_FILENO, &letter, 1) == 1) {
        int answer = 0;
        pthread_t thread;

        switch (letter) {
        case 'v':
            answer = make_vm();
            break;
        case 'd':
            answer = dup(first);
            break;
        case 'c':
            answer = close(first);
            first = -1;
            break;
        case 'f':
            answer = inherit();
            break;
        case 'n':
            break;
        case 't':
            if (pthread_create(&thread, NULL, serve_on, NULL) != 0) exit(1);
            pthread_exit(NULL);
        default:
            exit(1);
        }
        printf("%d\n", answer);
        fflush(stdout);
    }
    exit(0);
}

/* Answers for the first thread only when that has ended. */
static void *serve_on(void *unused)
{
    char path[64];
    char text[256];
    const char *state;

    snprintf(path, sizeof path, "/proc/self/task/%d/stat", getpid());
    do {
        FILE *stat = fopen(path, "r");
        if (stat == NULL || fgets(text, sizeof text, stat) == NULL) exit(1);
        fclose(stat);
        state = strrchr(text, ')');
        usleep(1000);
    } while (state == NULL || state[2] != 'Z');
    puts("0");
    fflush(stdout);
    return serve(unused);
}

int main(void)
{
    kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm < 0) return 1;
    serve(NULL);
    return 0;
}
