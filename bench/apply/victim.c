/*
 * A process with a VM, which does nothing but look at the clock. The longest time between two looks
 * stands in the file of its first argument, as 8 bytes that whoever reads it may set to 0. Prints the
 * VM's descriptor and the address of a system call instruction.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

/* For gdb: struct kvm_pmu_event_filter that allows three events. */
uint32_t filter[14] = {0, 3, 3, 0, 0, 0, 0, 0, 0xc4, 0, 0xc0, 0, 0x3c, 0};

/* A system call by which the bare tracer makes its own. */
void call_here(void);
__asm__(".text\ncall_here: syscall\nint3\n");

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

int main(int argc, char *argv[])
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = kvm < 0 ? -1 : ioctl(kvm, 0xae01, 0);
    int file = argc == 2 ? open(argv[1], O_RDWR) : -1;

    if (vm < 0 || file < 0) return 1;
    _Atomic uint64_t *longest = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (longest == MAP_FAILED) return 1;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    printf("%d %" PRIuPTR "\n", vm, (uintptr_t)call_here);
    fflush(stdout);
    for (uint64_t last = now();;) {
        uint64_t time = now();
        if (time - last > *longest) *longest = time - last;
        last = time;
    }
}
