import { type Properties, readProperties } from "./properties.ts";
import { qemuTarget } from "./vmm-program.ts";

/** What of a VMM's command line has to do with the VM's PMU event filter. */
export interface VmmOptions {
  /** The values of QEMU's `-object`, in their order; of all types. */
  readonly objects: readonly string[];
  /** What QEMU's `-accel` say, in their order. */
  readonly accelerators: readonly Properties[];
  /** The accelerators that `-enable-kvm` and `-machine accel=` name. */
  readonly machineAccelerators: readonly string[];
  /** Whether `-machine` has a `pmu-filter=`, which no machine knows. */
  readonly machineFilter: boolean;
  /** The values of `-global`. */
  readonly globals: readonly string[];
  /** The options of QEMU that are written as `--accel=...`, which QEMU does not know. */
  readonly joined: readonly string[];
  /** The target of the QEMU, where the words tell it: `x86_64`. */
  readonly target: string | undefined;
  /** The `kvm-pmu-filter=` of QEMU's `-cpu`, of which the last holds. */
  readonly cpuFilter: string | undefined;
  /** The value of kvmtool's `--pmu-filter`. */
  readonly kvmtoolFilter: string | undefined;
}

/**
 * Finds the options among any others. QEMU takes each with one or two dashes, as libvirt writes them
 * or as people do; the two variables of the provider's own argument files count as their options.
 */
export function vmmOptions(args: readonly string[]): VmmOptions {
  const found = options(args);
  const values = (...names: string[]) =>
    found.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  const machines = values("machine", "M").map(readProperties);
  const machineAccelerators = machines.flatMap(
    ({ values: of }) => of.get("accel")?.split(":") ?? [],
  );
  const enabled = found.some(({ name }) => name === "enable-kvm");
  return {
    objects: values("object"),
    accelerators: values("accel").map(readProperties),
    machineAccelerators: [...machineAccelerators, ...(enabled ? ["kvm"] : [])],
    machineFilter: machines.some(({ values: of }) => of.has("pmu-filter")),
    globals: values("global"),
    joined: values(joined),
    target: qemuTarget(args),
    cpuFilter: readProperties(values("cpu").at(-1) ?? "").values.get("kvm-pmu-filter"),
    kvmtoolFilter: values("pmu-filter").at(-1),
  };
}

interface FoundOption {
  readonly name: string;
  readonly value: string;
}

/** The name under which {@link options} gives what is written with a `=`. */
const joined = "=";

const withValue = ["object", "accel", "machine", "M", "global", "cpu", "pmu-filter"];

function options(args: readonly string[]): readonly FoundOption[] {
  const found: FoundOption[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    const [, name = "", inline] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(argument) ?? [];
    const [, variable, assigned = ""] = /^PMU_FILTER_(OBJECT|ACCEL)=(.*)$/s.exec(argument) ?? [];
    if (variable !== undefined) {
      found.push({ name: variable.toLowerCase(), value: assigned });
    } else if (name === "pmu-filter" && inline !== undefined) {
      found.push({ name, value: inline });
    } else if (inline !== undefined && [...withValue, "enable-kvm"].includes(name)) {
      found.push({ name: joined, value: argument });
    } else if (withValue.includes(name)) {
      index += 1;
      found.push({ name, value: args[index] ?? "" });
    } else if (name === "enable-kvm") {
      found.push({ name, value: "" });
    } else if (name === "append") {
      // The guest kernel's own command line, in which anything may stand.
      index += 1;
    }
  }
  return found;
}
