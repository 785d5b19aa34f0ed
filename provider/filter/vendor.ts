/** The x86 vendors whose event codes differ. Hygon follows AMD. */
export type Vendor = "intel" | "amd";

/** All vendors, in the order in which they are shown. */
export const vendors = ["intel", "amd"] as const satisfies readonly Vendor[];

/** What of an event code KVM looks at on a vendor's CPUs (kernel, arch/x86/kvm/{vmx,svm}/pmu*.c). */
export interface VendorWidths {
  /** The largest event select. */
  readonly selectMax: number;
  /** Whether there are fixed counters; without them the bitmap has no effect. */
  readonly fixedCounters: boolean;
}

/** Widths per vendor: Intel selects have 8 bits and AMD's 12; AMD has no fixed counters. */
export const vendorWidths: Readonly<Record<Vendor, VendorWidths>> = {
  intel: { selectMax: 0xff, fixedCounters: true },
  amd: { selectMax: 0xfff, fixedCounters: false },
};

/** What holds for every host when the vendor is not known or there are several. */
export const widestWidths: VendorWidths = { selectMax: 0xfff, fixedCounters: true };

/** The widths for hosts of the given vendors; no vendors means that any may come. */
export function widthsFor(hosts: readonly Vendor[]): VendorWidths {
  const [only] = hosts;
  return only !== undefined && hosts.every((host) => host === only)
    ? vendorWidths[only]
    : widestWidths;
}
