/*
 * A VMM without guests:
 *
 *     vmm [--threads N] [--fork] [--raise] [--raw] [--churn N] [--own-filter] [--reuse]
 *         [-uuid U] [-name N]
 *
 * Makes a VM in each of N threads (by default one), prints `vm FD` for each, then `ready PID`, and
 * ends when its stdin does. With --fork a child does all that, with --raise the soft limit of
 * descriptors is raised first, with --raw the system call is made without the C library's ioctl(),
 * with --churn each thread makes and closes N VMs before its own, with --own-filter it gives its VM
 * a filter that denies nothing, and says `own ERRNO`; with --reuse /dev/null takes the place of all
 * descriptors that it does not know. Exits with 9 and the errno on stderr when it cannot make a VM.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_THREADS = 32 };

static int raw;
static int churn;
static int own_filter;

static void stop(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(9);
}

static void set_own_filter(int vm)
{
    struct kvm_pmu_event_filter filter = {.action = KVM_PMU_EVENT_DENY};

    fprintf(stderr, "own %d\n", ioctl(vm, KVM_SET_PMU_EVENT_FILTER, &filter) < 0 ? errno : 0);
}

static void *make_vm(void *unused)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);

    if (kvm < 0) stop("/dev/kvm");
    for (int i = 0; i < churn; i++) close(ioctl(kvm, KVM_CREATE_VM, 0));
    int vm = raw ? (int)syscall(SYS_ioctl, kvm, KVM_CREATE_VM, 0) : ioctl(kvm, KVM_CREATE_VM, 0);
    if (vm < 0) stop("KVM_CREATE_VM");
    errno = 0;
    if (ioctl(kvm, KVM_CREATE_VCPU, 0) >= 0 || errno == 0) stop("no errno");
    printf("vm %d\n", vm);
    if (own_filter) set_own_filter(vm);
    return unused;
}

static void reuse_descriptors(void)
{
    int null = open("/dev/null", O_RDWR);

    for (int fd = STDERR_FILENO + 1; fd < null; fd++) dup2(null, fd);
}

static void raise_limit(void)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int argc, char *argv[])
{
    pthread_t threads[MOST_THREADS];
    int count = 1;
    char byte;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--threads") == 0) count = atoi(argv[++i]);
        if (strcmp(argv[i], "--churn") == 0) churn = atoi(argv[++i]);
        if (strcmp(argv[i], "--own-filter") == 0) own_filter = 1;
        if (strcmp(argv[i], "--reuse") == 0) reuse_descriptors();
        if (strcmp(argv[i], "--raise") == 0) raise_limit();
        if (strcmp(argv[i], "--raw") == 0) raw = 1;
        if (strcmp(argv[i], "--fork") == 0 && fork() > 0) return wait(NULL) < 0;
    }
    for (int i = 0; i < count; i++) {
        errno = pthread_create(&threads[i], NULL, make_vm, NULL);
        if (errno != 0) stop("pthread_create");
    }
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    printf("ready %d\n", (int)getpid());
    fflush(stdout);
    while (read(STDIN_FILENO, &byte, 1) > 0) continue;
    return 0;
}
