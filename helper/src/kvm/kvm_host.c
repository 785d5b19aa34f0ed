#include "kvm/kvm_host.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kvm/kvm_abi.h"

static int vm_type(const struct kvm_host *host);
static bool cannot_open(int error, struct problem *problem);

bool kvm_host_open(struct kvm_host *host, struct problem *problem)
{
    host->fd = open(KVM_DEVICE, O_RDWR | O_CLOEXEC);
    if (host->fd < 0) return cannot_open(errno, problem);
    host->api_version = ioctl(host->fd, KVM_ABI_GET_API_VERSION, 0);
    if (host->api_version == KVM_ABI_VERSION) return true;
    int error = host->api_version < 0 ? errno : 0;
    kvm_host_close(host);
    return fail(problem, KVM_UNUSABLE, error, "Look at what " KVM_DEVICE " is.",
                KVM_DEVICE " does not answer as version %d of KVM's API.", KVM_ABI_VERSION);
}

void kvm_host_close(struct kvm_host *host)
{
    close(host->fd);
    host->fd = -1;
}

int kvm_host_capability(const struct kvm_host *host, int capability)
{
    int value = ioctl(host->fd, KVM_ABI_CHECK_EXTENSION, capability);

    return value < 0 ? 0 : value;
}

int kvm_host_create_vm(const struct kvm_host *host, struct problem *problem)
{
    int vm = ioctl(host->fd, KVM_ABI_CREATE_VM, vm_type(host));

    if (vm >= 0) return vm;
    fail(problem, KVM_UNUSABLE, errno, "See the kernel's log; another hypervisor may be running.",
         "KVM cannot make a VM: %s.", strerror(errno));
    return -1;
}

/* The default type is an address space of 40 bits, which some hosts of arm64 are too small for. */
static int vm_type(const struct kvm_host *host)
{
    int bits = kvm_host_capability(host, KVM_ABI_CAP_ARM_VM_IPA_SIZE);

    return bits > 0 && bits < 40 ? bits : 0;
}

static bool cannot_open(int error, struct problem *problem)
{
    if (error == ENOENT || error == ENODEV || error == ENXIO) {
        return fail(problem, KVM_MISSING, error,
                    "Load the kernel module kvm_intel or kvm_amd, or look whether virtualisation "
                    "is enabled in the firmware.",
                    "There is no KVM on this host.");
    }
    if (error == EACCES || error == EPERM) {
        return fail(problem, KVM_DENIED, error,
                    "Become root or a member of the group that " KVM_DEVICE " belongs to.",
                    "This user may not open " KVM_DEVICE ".");
    }
    return fail(problem, KVM_UNUSABLE, error, "Look at what " KVM_DEVICE " is.",
                KVM_DEVICE " cannot be opened: %s.", strerror(error));
}
