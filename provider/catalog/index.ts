/**
 * `pulumi-pmufilter/catalog`: the names of CPU events, per core type, and the codes that a filter
 * lists for them. Loads nothing of Pulumi; the table of a core type is read when it is asked for.
 */

export { CoreTable, coreTable, type TableEvent, type TableSource } from "./core-table.ts";
export {
  type Arch,
  type Cpu,
  type CpuVendor,
  cpuNamed,
  cpus,
  families,
  suggestCpus,
  vendorsOf,
} from "./cpu.ts";
export {
  type CoreTypes,
  coreTypeOf,
  coreTypesOf,
  vendorOfCpu,
} from "./cpu-identity/core-type.ts";
export {
  type Arm64Identity,
  type CpuIdentity,
  cpuIdentityText,
  parseCpuIdentity,
  type X86Identity,
} from "./cpu-identity/cpu-identity.ts";
export { cpusOfProcCpuinfo } from "./cpu-identity/proc-cpuinfo.ts";
export { type CpuIndexEntry, cpuIndex } from "./cpu-index.ts";
export { codeOfEvent, type EventCode, entryOfCode, eventOfCode } from "./event-code.ts";
export { type EventMeaning, eventMeaning, type Unusable } from "./event-meaning.ts";
export { type EventName, eventNames } from "./event-names.ts";
export { type PresetName, presetNames } from "./presets/preset.ts";
export { type PresetEvents, presetEvents } from "./presets/preset-events.ts";
export { type LeftOut, type PresetSelection, selectPreset } from "./presets/select-preset.ts";
export { type ResolvedName, resolveEventName, suggestNames } from "./resolve-event-name.ts";
