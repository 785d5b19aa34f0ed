/**
 * The ABI of KVM's PMU event filter on arm64, in one place.
 *
 * Sources: kernel, include/uapi/linux/kvm.h and arch/arm64/include/uapi/asm/kvm.h for the numbers,
 * Documentation/virt/kvm/devices/vcpu.rst (KVM_ARM_VCPU_PMU_V3_FILTER) for the meaning,
 * arch/arm64/kvm/pmu-emul.c for the checks.
 */
export const arm64Abi = {
  /** KVM_SET_DEVICE_ATTR, `_IOW(KVMIO, 0xe1, struct kvm_device_attr)`, on a vCPU's descriptor. */
  setDeviceAttr: 0x4018aee1,
  /** KVM_HAS_DEVICE_ATTR, `_IOW(KVMIO, 0xe3, struct kvm_device_attr)`: whether a kernel filters. */
  hasDeviceAttr: 0x4018aee3,
  /** KVM_ARM_VCPU_PMU_V3: the vCPU feature without which the call is ENODEV. */
  vcpuFeaturePmuV3: 3,
  /** KVM_ARM_VCPU_PMU_V3_CTRL: the attribute's group. */
  group: 0,
  /** KVM_ARM_VCPU_PMU_V3_INIT; after it on the vCPU a filter call is EBUSY. */
  attrInit: 1,
  /** KVM_ARM_VCPU_PMU_V3_FILTER: the attribute. Linux 5.10. */
  attrFilter: 2,
  /** KVM_PMU_EVENT_ALLOW. */
  actionAllow: 0,
  /** KVM_PMU_EVENT_DENY. */
  actionDeny: 1,
  /** The most events of one call: nevents is a u16. */
  maxEvents: 0xffff,
} as const;

/**
 * struct kvm_pmu_event_filter of arm64 (asm/kvm.h): byte offsets of two u16 and a u8, little endian
 * as KVM's hosts are, then 3 bytes of pad that no kernel looks at.
 */
export const arm64CallLayout = {
  baseEvent: 0,
  nevents: 2,
  action: 4,
  pad: 5,
  /** Bytes of the whole struct. */
  size: 8,
} as const;
