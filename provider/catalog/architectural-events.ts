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
    intel: { codes: ["a4/02"], whereNamed: /^topdown/i },
  },
  {
    names: ["topdown-bad-speculation"],
    intel: { codes: ["73/00"], whereNamed: /^topdown/i },
  },
  {
    names: ["topdown-frontend-bound"],
    intel: { codes: ["9c/01"], whereNamed: /^(topdown|idq_(uops_not_delivered|bubbles)\.core$)/i },
  },
  {
    // perf's event of this name is, on big cores, a field of the PERF_METRICS register behind a
    // pseudo-code, which no filter entry can name.
    names: ["topdown-retiring"],
    intel: { codes: ["c2/02"], whereNamed: /^(topdown|uops_retired\.slots$)/i },
  },
  {
    names: ["lbr-inserts"],
    intel: { codes: ["e4/01"], whereNamed: /lbr/i },
  },
];
