#ifndef KVM_ABI_H
#define KVM_ABI_H

/*
 * What the helper needs of KVM's ABI on every architecture, defined here because the headers of a
 * distribution may be older than its kernel. kernel_headers.c holds these definitions against the
 * headers where they have them.
 *
 * Source: kernel, include/uapi/linux/kvm.h.
 */

/** The device that KVM is reached through. */
#define KVM_DEVICE "/dev/kvm"

enum {
    /** The one version of the API that is stable; anything else is not KVM as we know it. */
    KVM_ABI_VERSION = 12,

    /** _IO(0xAE, 0x00) on KVM_DEVICE. */
    KVM_ABI_GET_API_VERSION = 0xae00,
    /** _IO(0xAE, 0x01) on KVM_DEVICE; 0 is the default type of VM, on arm64 the bits of addresses.
     */
    KVM_ABI_CREATE_VM = 0xae01,
    /** _IO(0xAE, 0x03) on KVM_DEVICE. */
    KVM_ABI_CHECK_EXTENSION = 0xae03,

    /** arm64: VMs can have a PMUv3. */
    KVM_ABI_CAP_ARM_PMU_V3 = 126,
    /** arm64: the most bits that a VM's addresses can have; 0 for 40. */
    KVM_ABI_CAP_ARM_VM_IPA_SIZE = 165,
    /** x86: the filter's ioctl exists (Linux 5.3). */
    KVM_ABI_CAP_PMU_EVENT_FILTER = 173,
    /** x86: not 0 if guests can have a PMU (Linux 5.18). */
    KVM_ABI_CAP_PMU_CAPABILITY = 212,
    /** x86: the mask of the filter's valid flags (Linux 6.3). */
    KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS = 226,
};

#endif
