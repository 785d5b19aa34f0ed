/** Every code of a {@link PmuFilterError}; docs/errors.md explains each. */
export const errorCodes = [
  // The KVM struct.
  "KVM_STRUCT_TRUNCATED",
  "KVM_HEX_INVALID",
  "KVM_ACTION_INVALID",
  "KVM_FLAGS_INVALID",
  "KVM_ENTRY_STRAY_BITS",
  // A filter that no host takes.
  "SELECT_OUT_OF_RANGE",
  "UMASK_OUT_OF_RANGE",
  "MATCH_OUTSIDE_MASK",
  "TOO_MANY_ENTRIES",
  "BITMAP_OUT_OF_RANGE",
  // arm64.
  "ARM64_EVENT_OUT_OF_RANGE",
  "ARM64_RANGE_REVERSED",
  "ARM64_TEXT_INVALID",
  // perf's event syntax, and what a CPU is.
  "PERF_EVENT_INVALID",
  "PMU_NOT_CORE",
  "EVENT_UMASK_EXT",
  "CPU_ID_INVALID",
  // The QEMU object and its argument list.
  "QEMU_ID_INVALID",
  "QEMU_FILTER_EMPTY",
  "QEMU_FORMATS_MIXED",
  "QEMU_OBJECT_INVALID",
  "QEMU_ARGUMENTS_INVALID",
  // Files and the journal.
  "FILE_NOT_OURS",
  "FILE_INACCESSIBLE",
  "ACCOUNT_UNKNOWN",
  "NOT_VERIFIED",
  "JOURNAL_INVALID",
  "CANCELLED",
  // Hosts.
  "SSH_MISSING",
  "SSH_FAILED",
  "HOST_UNREACHABLE",
  "HOST_SILENT",
  "HOST_KEY_UNKNOWN",
  "HOST_KEY_CHANGED",
  "HOST_AUTHENTICATION",
  "SUDO_DENIED",
  "HOST_LOCKED",
  "HOST_LOST",
  "HOST_SHELL",
  "PROGRAM_MISSING",
  "HELPER_MISSING",
  "HELPER_REFUSED",
  // VMs.
  "VM_NOT_RUNNING",
  "VM_AMBIGUOUS",
  "VM_DENIED",
  "VM_UNFIT",
  "KVM_UNAVAILABLE",
  "FILTER_REFUSED",
  "FILTER_UNCERTAIN",
  "HELPER_FAILED",
  "LIBVIRT_FAILED",
  // libvirt.
  "DOMAIN_MISSING",
  "DOMAIN_OFF",
  "DOMAIN_TRANSIENT",
  "DOMAIN_CONFINED",
  "DOMAIN_CONFLICT",
  // The resource.
  "IMPORT_ID_INVALID",
  "IMPORT_UNREADABLE",
  "DRY_DELETE_REFUSED",
  "TARGETS_FAILED",
  "STATE_INVALID",
  "SETTING_INVALID",
  // The command line.
  "USAGE_INVALID",
  "INPUT_UNKNOWN",
  "INPUT_SYNTAX",
  "INPUT_WITHOUT_FILTER",
  "CPU_UNKNOWN",
] as const;

/** One of the closed set of error codes. */
export type ErrorCode = (typeof errorCodes)[number];
