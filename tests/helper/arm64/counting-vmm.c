/*
 * A VMM of arm64 whose guest counts an event while it loops 196,608 times:
 *
 *     counting-vmm [--vcpus N] [--vms N] [--event NUMBER] [--late] [--together] [--ran]
 *         [--raw] [--pidfile FILE] [--meanwhile PROGRAM ARGS...]
 *
 * Prints a line per vCPU: `vm=0 vcpu=0 count=N cycles=N pmceid0=0xN`. The vCPUs of a VM are made,
 * and then run one after the other, each on a thread of its own. With --late each is made only
 * after the one before it has run; with --together the threads make and run theirs all at once.
 * With --ran the VM has had a vCPU without a PMU run before; with --raw nobody initialises the
 * PMUs. With --meanwhile, PROGRAM runs when the vCPUs have run, while the VM is there. Exits with 1
 * and the name of what failed on stderr where KVM refuses something.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_VCPUS = 8, RESULTS = 3, MEMORY = 0x10000 };

/* The first core register, x0. */
#define X0 (KVM_REG_ARM64 | KVM_REG_SIZE_U64 | KVM_REG_ARM_CORE)

/* Where the guest writes what it read: there is no memory, so each write ends KVM_RUN. */
#define MAILBOX 0x10000000

struct vm;

struct vcpu {
    struct vm *vm;
    int number;
    int fd;
    struct kvm_run *run;
    uint64_t results[RESULTS];
};

struct vm {
    int number;
    int fd;
    struct vcpu vcpus[MOST_VCPUS];
};

static int kvm;
static int vcpus = 1, vms = 1, late, together, ran, raw;
static unsigned long event = 0x11;

static void vm_make(struct vm *vm);
static char **read_options(char **argv);
static void vm_run_without_pmu(struct vm *vm);
static void vm_run(struct vm *vm);
static void vm_run_together(struct vm *vm);
static void vm_print(const struct vm *vm);
static void *vcpu_make_and_run(void *vcpu);
static void vcpu_make(struct vcpu *vcpu);
static void vcpu_init(struct vcpu *vcpu, unsigned features);
static void *vcpu_run(void *vcpu);
static void write_pid(const char *file);
static void run_meanwhile(char *arguments[]);
static void must(int result, const char *what);

/* counting-guest.c */
extern const unsigned char guest_start[], guest_end[];

int main(int argc, char *argv[])
{
    char **meanwhile = argc == 0 ? NULL : read_options(argv + 1);

    kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    must(kvm, "/dev/kvm");
    for (int number = 0; number < vms; number++) {
        struct vm vm = {.number = number};

        vm_make(&vm);
        if (ran) vm_run_without_pmu(&vm);
        together ? vm_run_together(&vm) : vm_run(&vm);
        vm_print(&vm);
        if (meanwhile != NULL) run_meanwhile(meanwhile);
        for (int i = 0; i < vcpus; i++) close(vm.vcpus[i].fd);
        close(vm.fd);
    }
    return 0;
}

/* Returns the program to run meanwhile, or NULL. */
static char **read_options(char **next)
{
    for (; *next != NULL; next++) {
        if (strcmp(*next, "--meanwhile") == 0) return next + 1;
        if (strcmp(*next, "--vcpus") == 0) vcpus = atoi(*++next);
        if (strcmp(*next, "--vms") == 0) vms = atoi(*++next);
        if (strcmp(*next, "--event") == 0) event = strtoul(*++next, NULL, 0);
        if (strcmp(*next, "--late") == 0) late = 1;
        if (strcmp(*next, "--together") == 0) together = 1;
        if (strcmp(*next, "--ran") == 0) ran = 1;
        if (strcmp(*next, "--raw") == 0) raw = 1;
        if (strcmp(*next, "--pidfile") == 0) write_pid(*++next);
    }
    return NULL;
}

static void vm_make(struct vm *vm)
{
    void *memory = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct kvm_userspace_memory_region region = {.memory_size = MEMORY,
                                                 .userspace_addr = (uintptr_t)memory};

    vm->fd = ioctl(kvm, KVM_CREATE_VM, 0);
    must(vm->fd, "KVM_CREATE_VM");
    memcpy(memory, guest_start, (size_t)(guest_end - guest_start));
    must(ioctl(vm->fd, KVM_SET_USER_MEMORY_REGION, &region), "KVM_SET_USER_MEMORY_REGION");
}

/* Asked to come back at once, it has run all the same. */
static void vm_run_without_pmu(struct vm *vm)
{
    struct vcpu vcpu = {.vm = vm, .number = MOST_VCPUS};

    vcpu_init(&vcpu, 0);
    vcpu.run->immediate_exit = 1;
    if (ioctl(vcpu.fd, KVM_RUN, 0) == 0 || errno != EINTR) must(-1, "KVM_RUN without a PMU");
}

static void vm_run(struct vm *vm)
{
    pthread_t thread;

    for (int i = 0; i < vcpus; i++) vm->vcpus[i] = (struct vcpu){.vm = vm, .number = i};
    for (int i = 0; i < vcpus && !late; i++) vcpu_make(&vm->vcpus[i]);
    for (int i = 0; i < vcpus; i++) {
        if (late) vcpu_make(&vm->vcpus[i]);
        must(-pthread_create(&thread, NULL, vcpu_run, &vm->vcpus[i]), "pthread_create");
        pthread_join(thread, NULL);
    }
}

static void vm_run_together(struct vm *vm)
{
    pthread_t threads[MOST_VCPUS];

    for (int i = 0; i < vcpus; i++) {
        vm->vcpus[i] = (struct vcpu){.vm = vm, .number = i};
        must(-pthread_create(&threads[i], NULL, vcpu_make_and_run, &vm->vcpus[i]),
             "pthread_create");
    }
    for (int i = 0; i < vcpus; i++) pthread_join(threads[i], NULL);
}

static void vm_print(const struct vm *vm)
{
    for (int i = 0; i < vcpus; i++) {
        const uint64_t *results = vm->vcpus[i].results;
        printf("vm=%d vcpu=%d count=%llu cycles=%llu pmceid0=0x%llx\n", vm->number, i,
               (unsigned long long)results[0], (unsigned long long)results[1],
               (unsigned long long)results[2]);
    }
}

static void *vcpu_make_and_run(void *vcpu)
{
    vcpu_make(vcpu);
    return vcpu_run(vcpu);
}

static void vcpu_make(struct vcpu *vcpu)
{
    struct kvm_device_attr pmu = {.group = KVM_ARM_VCPU_PMU_V3_CTRL,
                                  .attr = KVM_ARM_VCPU_PMU_V3_INIT};
    uint64_t x0 = event;
    struct kvm_one_reg reg = {.id = X0, .addr = (uintptr_t)&x0};

    vcpu_init(vcpu, 1U << KVM_ARM_VCPU_PMU_V3);
    if (!raw) must(ioctl(vcpu->fd, KVM_SET_DEVICE_ATTR, &pmu), "KVM_ARM_VCPU_PMU_V3_INIT");
    must(ioctl(vcpu->fd, KVM_SET_ONE_REG, &reg), "KVM_SET_ONE_REG");
}

static void vcpu_init(struct vcpu *vcpu, unsigned features)
{
    struct kvm_vcpu_init init;
    size_t size = (size_t)ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0);

    vcpu->fd = ioctl(vcpu->vm->fd, KVM_CREATE_VCPU, vcpu->number);
    must(vcpu->fd, "KVM_CREATE_VCPU");
    must(ioctl(vcpu->vm->fd, KVM_ARM_PREFERRED_TARGET, &init), "KVM_ARM_PREFERRED_TARGET");
    init.features[0] |= features;
    must(ioctl(vcpu->fd, KVM_ARM_VCPU_INIT, &init), "KVM_ARM_VCPU_INIT");
    vcpu->run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd, 0);
}

static void *vcpu_run(void *argument)
{
    struct vcpu *vcpu = argument;

    for (int seen = 0; seen < RESULTS;) {
        /* Without an interrupt controller in the kernel KVM tells of the timer's interrupt so. */
        if (ioctl(vcpu->fd, KVM_RUN, 0) != 0 && errno == EINTR) continue;
        uint64_t index = (vcpu->run->mmio.phys_addr - MAILBOX) / sizeof(uint64_t);
        if (vcpu->run->exit_reason != KVM_EXIT_MMIO || index >= RESULTS) {
            fprintf(stderr, "KVM_RUN: %s, reason %u\n", strerror(errno), vcpu->run->exit_reason);
            exit(1);
        }
        memcpy(&vcpu->results[index], vcpu->run->mmio.data, sizeof(uint64_t));
        seen++;
    }
    return NULL;
}

static void write_pid(const char *file)
{
    FILE *stream = fopen(file, "w");

    must(stream == NULL ? -1 : 0, file);
    fprintf(stream, "%d\n", (int)getpid());
    fclose(stream);
}

static void run_meanwhile(char *arguments[])
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        execv(arguments[0], arguments);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}

static void must(int result, const char *what)
{
    if (result >= 0) return;
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}
