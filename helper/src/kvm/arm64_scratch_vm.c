#include "kvm/arm64_scratch_vm.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kvm/arm64_filter_abi.h"
#include "kvm/kvm_abi.h"

static bool add_vcpu(struct arm64_scratch_vm *vm, struct problem *problem);
static bool unsupported(int error, struct problem *problem);

bool arm64_scratch_vm_create(struct arm64_scratch_vm *vm, const struct kvm_host *host,
                             struct problem *problem)
{
    if (kvm_host_capability(host, KVM_ABI_CAP_ARM_PMU_V3) == 0) return unsupported(0, problem);
    vm->vcpu = -1;
    vm->fd = kvm_host_create_vm(host, problem);
    if (vm->fd < 0) return false;
    if (add_vcpu(vm, problem)) return true;
    arm64_scratch_vm_close(vm);
    return false;
}

void arm64_scratch_vm_close(struct arm64_scratch_vm *vm)
{
    if (vm->vcpu >= 0) close(vm->vcpu);
    close(vm->fd);
    vm->vcpu = -1;
    vm->fd = -1;
}

int arm64_scratch_vm_call(const struct arm64_scratch_vm *vm, const void *call)
{
    const struct arm64_device_attr attr = {
        .group = ARM64_PMU_GROUP, .attr = ARM64_PMU_FILTER, .addr = (uintptr_t)call};

    return ioctl(vm->vcpu, ARM64_SET_DEVICE_ATTR, &attr) == 0 ? 0 : errno;
}

int arm64_scratch_vm_event_bits(const struct arm64_scratch_vm *vm)
{
    const struct arm64_filter_call wide = {
        .base_event = 1 << ARM64_EVENT_BITS_NARROW, .nevents = 1, .action = ARM64_FILTER_DENY};

    switch (arm64_scratch_vm_call(vm, &wide)) {
    case 0:
        return ARM64_EVENT_BITS_WIDE;
    case EINVAL:
        return ARM64_EVENT_BITS_NARROW;
    default:
        return 0;
    }
}

/* The preferred target by the bare system call: its number is none that every libc's ioctl() takes.
 */
static bool add_vcpu(struct arm64_scratch_vm *vm, struct problem *problem)
{
    const struct arm64_device_attr filter = {.group = ARM64_PMU_GROUP, .attr = ARM64_PMU_FILTER};
    struct arm64_vcpu_init init;

    memset(&init, 0, sizeof init);
    vm->vcpu = ioctl(vm->fd, ARM64_CREATE_VCPU, 0);
    if (vm->vcpu < 0 || syscall(SYS_ioctl, vm->fd, ARM64_PREFERRED_TARGET, &init) != 0) {
        return fail(problem, KVM_UNUSABLE, errno, "See the kernel's log.",
                    "KVM cannot make a vCPU: %s.", strerror(errno));
    }
    init.features[0] |= UINT32_C(1) << ARM64_VCPU_FEATURE_PMU_V3;
    if (ioctl(vm->vcpu, ARM64_VCPU_INIT, &init) != 0) return unsupported(errno, problem);
    if (ioctl(vm->vcpu, ARM64_HAS_DEVICE_ATTR, &filter) != 0) return unsupported(errno, problem);
    return true;
}

static bool unsupported(int error, struct problem *problem)
{
    return fail(
        problem, FILTER_UNSUPPORTED, error,
        "Linux 5.10 and newer have them, on hosts with a PMUv3 that KVM can use; see probe.",
        "The KVM of this host has no PMU event filters for arm64.");
}
