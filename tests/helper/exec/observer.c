/*
 * Prints what a program finds when it starts: arguments, environment, descriptors, limits, ignored
 * and blocked signals, what it may not gain. With --vm first, after it has made and closed a VM.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Of <linux/kvm.h>, which the compiler of musl does not find. */
enum { KVM_CREATE_VM = 0xae01 };

static void make_vm(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = ioctl(kvm, KVM_CREATE_VM, 0UL);

    if (vm < 0) exit(9);
    close(vm);
    close(kvm);
}

static void print_descriptors(void)
{
    for (int fd = 0; fd < 200; fd++) {
        char path[64];
        char link[4096];
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        ssize_t size = readlink(path, link, sizeof link);
        if (size >= 0) printf("fd %d %.*s\n", fd, (int)size, link);
    }
}

static void print_limits(void)
{
    for (int resource = 0; resource < RLIM_NLIMITS; resource++) {
        struct rlimit limit;
        getrlimit(resource, &limit);
        printf("limit %d %ju %ju\n", resource, (uintmax_t)limit.rlim_cur,
               (uintmax_t)limit.rlim_max);
    }
}

static void print_signals(void)
{
    sigset_t blocked;

    sigprocmask(SIG_BLOCK, NULL, &blocked);
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0) continue;
        if (action.sa_handler != SIG_DFL || sigismember(&blocked, number) == 1) {
            printf("signal %d ignored=%d blocked=%d\n", number, action.sa_handler == SIG_IGN,
                   sigismember(&blocked, number));
        }
    }
}

static void print_initial_environment(void)
{
    FILE *file = fopen("/proc/self/environ", "r");
    int byte;

    if (file == NULL) return;
    printf("initially ");
    while ((byte = fgetc(file)) != EOF) {
        if (byte != '\0') putchar(byte);
    }
    printf("\n");
    fclose(file);
}

int main(int argc, char *argv[])
{
    if (argc > 1 && strcmp(argv[1], "--vm") == 0) make_vm();
    print_descriptors();
    for (int i = 0; i < argc; i++) printf("argument %s\n", argv[i]);
    for (char **entry = environ; *entry != NULL; entry++) printf("variable %s\n", *entry);
    print_limits();
    print_signals();
    printf("no_new_privs %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    print_initial_environment();
    return 0;
}
