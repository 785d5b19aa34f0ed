#include "preload/machine.h"

#if defined(__aarch64__)

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kvm/arm64_filter_abi.h"
#include "kvm/kvm_abi.h"
#include "preload/carried_record.h"
#include "preload/failure.h"
#include "preload/inherited.h"
#include "preload/ioctl.h"
#include "preload/known_vms.h"
#include "preload/raw_syscall.h"

static bool is_pmu_init(int fd, unsigned request, const void *argument);
static void set_filter_once(int vcpu);
static int make_calls(int vcpu);
static int make_call(int vcpu, const void *call);
static void allow_everything(int vcpu);
static void not_set(int error);

/*
 * Here because a filter call is refused on a vCPU after its INIT, and a vCPU with a PMU cannot run
 * without INIT; not sooner, because the PMU that the VMM chooses (KVM_ARM_VCPU_PMU_V3_SET_PMU) must
 * be chosen before the filter is set.
 */
void machine_before_ioctl(int fd, unsigned request, const void *argument)
{
    if (!is_pmu_init(fd, request, argument)) return;
    known_vms_lock();
    set_filter_once(fd);
    known_vms_unlock();
}

void machine_after_ioctl(int fd, unsigned request, long result)
{
    if (request == KVM_ABI_CREATE_VM) known_vms_add_vm((int)result);
    if (request == ARM64_CREATE_VCPU) known_vms_add_vcpu(fd, (int)result);
}

/* Other devices have a group 0 with an attribute 1, too; but only a vCPU has a state. */
static bool is_pmu_init(int fd, unsigned request, const void *argument)
{
    const struct arm64_device_attr *attr = argument;
    uint32_t state = 0;

    if (request != ARM64_SET_DEVICE_ATTR) return false;
    if (attr->group != ARM64_PMU_GROUP || attr->attr != ARM64_PMU_INIT) return false;
    return raw_ioctl(fd, ARM64_GET_MP_STATE, &state) == 0;
}

/*
 * A filter holds for the whole VM: a vCPU that comes later has it already, and to make the calls
 * again while another one runs would be refused.
 */
static void set_filter_once(int vcpu)
{
    int vm = known_vms_vm_of(vcpu);

    if (known_vms_has_filter(vm)) return;
    int error = make_calls(vcpu);
    /* Neither a filter nor INIT is possible: the guest gets no PMU. */
    if (error == ENODEV) return;
    if (error != 0) {
        not_set(error);
        allow_everything(vcpu);
        return;
    }
    known_vms_set_filter(vm);
    carry_record(vm);
}

static int make_calls(int vcpu)
{
    for (size_t at = 0; at < inherited.size; at += sizeof(struct arm64_filter_call)) {
        int error = make_call(vcpu, inherited.filter + at);
        if (error != 0) return error;
    }
    return 0;
}

static int make_call(int vcpu, const void *call)
{
    const struct arm64_device_attr attr = {
        .group = ARM64_PMU_GROUP, .attr = ARM64_PMU_FILTER, .addr = (uintptr_t)call};

    return (int)-raw_ioctl(vcpu, ARM64_SET_DEVICE_ATTR, &attr);
}

/*
 * Where the VMM goes on without the filter, it goes on without a part of it, too. A host whose
 * event numbers have 10 bits takes the last of the calls alone, others take all.
 */
static void allow_everything(int vcpu)
{
    static const struct arm64_filter_call calls[] = {
        {.base_event = 0, .nevents = 0x8000, .action = ARM64_FILTER_ALLOW},
        {.base_event = 0x8000, .nevents = 0x8000, .action = ARM64_FILTER_ALLOW},
        {.base_event = 0, .nevents = 0x400, .action = ARM64_FILTER_ALLOW},
    };

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) make_call(vcpu, &calls[i]);
}

static void not_set(int error)
{
    switch (error) {
    case ENXIO:
        report_failure("The KVM of this host has no PMU event filters.", "FILTER_UNSUPPORTED",
                       error, EXIT_HOST);
        break;
    case EBUSY:
        report_failure("The VM has run already, and can have no filter any more.", "VM_RUNNING",
                       error, EXIT_HOST);
        break;
    default:
        report_refusal(error, error == EINVAL ? "The action or the events of a call are invalid "
                                                "here; kvm-pmu-filter check says which."
                                              : "See the kernel's log.");
        break;
    }
}

#endif
