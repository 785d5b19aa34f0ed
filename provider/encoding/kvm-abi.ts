/**
 * The ABI of KVM's PMU event filter on x86, in one place.
 *
 * Sources: kernel, include/uapi/linux/kvm.h and arch/x86/include/uapi/asm/kvm.h for what is public,
 * arch/x86/kvm/pmu.c for what only the implementation says, Documentation/virt/kvm/api.rst
 * (KVM_SET_PMU_EVENT_FILTER) for the meaning.
 */
export const kvmAbi = {
  /** `_IOW(KVMIO, 0xb2, struct kvm_pmu_event_filter)` on the VM's file descriptor (kvm.h). */
  setPmuEventFilter: 0x4020aeb2,
  /** KVM_CAP_PMU_EVENT_FILTER: the call exists (kvm.h, Linux 5.3). */
  capPmuEventFilter: 173,
  /** KVM_CAP_PMU_CAPABILITY: not 0 if guests can have a PMU (kvm.h, Linux 5.18). */
  capPmuCapability: 212,
  /** KVM_CAP_PMU_EVENT_MASKED_EVENTS: answers the mask of valid flags (kvm.h, Linux 6.3). */
  capPmuEventMaskedEvents: 226,
  /** KVM_PMU_EVENT_ALLOW (asm/kvm.h). */
  actionAllow: 0,
  /** KVM_PMU_EVENT_DENY (asm/kvm.h). */
  actionDeny: 1,
  /** KVM_PMU_EVENT_FLAG_MASKED_EVENTS: events[] holds masked entries (asm/kvm.h). */
  flagMaskedEvents: 1,
  /** KVM_PMU_EVENT_FILTER_MAX_EVENTS; more is E2BIG (pmu.c, not public). */
  maxEvents: 300,
} as const;

/**
 * struct kvm_pmu_event_filter (asm/kvm.h): u32 members at these byte offsets, little endian, then 16
 * bytes of pad that no kernel looks at, then `nevents` times u64.
 */
export const kvmStructLayout = {
  action: 0,
  nevents: 4,
  fixedCounterBitmap: 8,
  flags: 12,
  pad: 16,
  events: 32,
  /** Bytes per element of events[]. */
  eventSize: 8,
} as const;

/**
 * Lowest bits of the members of a u64 event. Select and umask stand where the event select register
 * has them (Intel SDM, volume 3, IA32_PERFEVTSELx; AMD APM, volume 2, PerfEvtSeln): the high part
 * of the select is AMD's. The last two exist in masked entries only (asm/kvm.h,
 * KVM_PMU_ENCODE_MASKED_ENTRY), where the umask is the match.
 */
export const kvmEventBits = {
  /** 8 bits. */
  selectLow: 0n,
  /** 8 bits: the umask, or a masked entry's match. */
  umask: 8n,
  /** 4 bits, on AMD; must be 0 on Intel. */
  selectHigh: 32n,
  /** 1 bit, masked entries only. */
  exclude: 55n,
  /** 8 bits, masked entries only. */
  mask: 56n,
} as const;
