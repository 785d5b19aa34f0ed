#include "victim.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

int make_vm(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);

    must(vm >= 0, "there is no VM");
    close(kvm);
    return vm;
}

void ready(int vm)
{
    printf("ready %d\n", vm);
    fflush(stdout);
}

void must(bool holds, const char *what)
{
    int error = errno;

    if (holds) return;
    printf("harmed: %s (errno %d)\n", what, error);
    fflush(stdout);
    _exit(1);
}

void unharmed(int vm)
{
    struct kvm_pmu_event_filter filter = {.action = KVM_PMU_EVENT_DENY};

    must(vm < 0 || ioctl(vm, KVM_SET_PMU_EVENT_FILTER, &filter) == 0, "the VM takes no filter");
    printf("unharmed\n");
    fflush(stdout);
    _exit(0);
}

void *shared_memory(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    must(memory != MAP_FAILED, "there is no memory");
    return memory;
}

void on_stdin(void (*act)(void))
{
    char byte;

    if (fork() != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (read(0, &byte, 1) < 0) _exit(1);
    act();
    _exit(0);
}
