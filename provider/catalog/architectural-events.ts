import type { CatalogEvent } from "./catalog-event.ts";

/**
 * Intel's architectural events that perf has no generic name for. The names are the SDM's (volume
 * 3, "Pre-defined Architectural Performance Events": "Topdown Backend Bound", "LBR Inserts", ...;
 * the KVM selftests follow it in include/x86/pmu.h) in the spelling of perf's generic names. Only
 * newer CPUs have them (CPUID leaf 0AH, EBX bits 8 to 12); on others the codes may be other events.
 */
export const architecturalEvents: readonly CatalogEvent[] = [
  {
    names: ["topdown-backend-bound"],
    intel: { code: [0xa4, 0x02] },
  },
  {
    names: ["topdown-bad-speculation"],
    intel: { code: [0x73, 0x00] },
  },
  {
    names: ["topdown-frontend-bound"],
    intel: { code: [0x9c, 0x01] },
  },
  {
    // perf's event of this name is, on big cores, a field of the PERF_METRICS register behind a
    // pseudo-code, which no filter entry can name.
    names: ["topdown-retiring"],
    intel: { code: [0xc2, 0x02] },
  },
  {
    names: ["lbr-inserts"],
    intel: { code: [0xe4, 0x01] },
  },
];
