import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { jsonOf, type Probe, runHelper } from "./run-helper.ts";

/** What `probe` says of this host, asked once in a test file. */
export function probedHost(): Promise<Probe> {
  host ??= runHelper(["probe"]).then((ended) => jsonOf<Probe>(ended));
  return host;
}

let host: Promise<Probe> | undefined;

/** The widths by which the host's kernel judges. */
export function widthsOf({ kvm }: Probe) {
  return kvm.vendorRules === null ? widestWidths : vendorWidths[kvm.vendorRules];
}

/** Whether the kernel knows these flags; before Linux 6.3 it knows none and answers EINVAL. */
export function knowsFlags({ kvm }: Probe, flags: number): boolean {
  return (flags & ~(kvm.capabilities?.["pmuEventMaskedEvents"] ?? 0)) === 0;
}
