import { QemuError } from "./qemu-error.ts";

/** The options that say which filter a VM gets. */
export interface CommandLine {
  /** The values of `-object`, in their order. */
  readonly objects: readonly string[];
  /** The accelerators to try, in their order. */
  readonly accelerators: readonly Accelerator[];
  readonly warnings: readonly string[];
}

/** What `-accel` or its older spellings ask for. */
export interface Accelerator {
  readonly name: string;
  /** Of a property said twice, QEMU takes the last. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * Takes QEMU's options apart; those that have nothing to do with filters are refused.
 *
 * @throws QemuError
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const objects: string[] = [];
  const accelerators: Accelerator[] = [];
  const byMachine: Accelerator[] = [];
  const warnings: string[] = [];
  const rest = args.values();
  for (const option of rest) {
    const value = (): string => {
      const next = rest.next();
      if (next.done) throw new QemuError(`${option}: requires an argument`);
      return next.value;
    };
    switch (option) {
      case "-object":
        objects.push(value());
        break;
      case "-accel":
        accelerators.push(readAccelerator(value()));
        break;
      case "-enable-kvm":
        byMachine.push({ name: "kvm", properties: new Map() });
        break;
      case "-machine":
        byMachine.push(...acceleratorOfMachine(value()));
        break;
      case "-global":
        warnings.push(`global ${value()} not used`);
        break;
      default:
        throw new QemuError(`${option}: the stand-in has no such option`);
    }
  }
  if (accelerators.length > 0 && byMachine.length > 0) {
    throw new QemuError('The -accel and "-machine accel=" options are incompatible');
  }
  return { objects, accelerators: [...accelerators, ...byMachine], warnings };
}

function readAccelerator(value: string): Accelerator {
  const { first, properties } = readProperties(value);
  return { name: first ?? properties.get("accel") ?? "", properties };
}

function acceleratorOfMachine(value: string): readonly Accelerator[] {
  const { first = "pc", properties } = readProperties(value);
  if (properties.has("pmu-filter")) {
    throw new QemuError(`Property '${first}-machine.pmu-filter' not found`);
  }
  const name = properties.get("accel");
  return name === undefined ? [] : [{ name, properties: new Map() }];
}

/** `NAME,KEY=VALUE,..`; a comma in a value is written twice. */
function readProperties(value: string): {
  readonly first: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
} {
  const parts = (value.match(/(?:[^,]|,,)+/g) ?? []).map((part) => part.replaceAll(",,", ","));
  const first = parts[0]?.includes("=") ? undefined : parts.shift();
  const pairs = parts.map((part): [string, string] => {
    const [key = "", ...rest] = part.split("=");
    return [key, rest.length === 0 ? "on" : rest.join("=")];
  });
  return { first, properties: new Map(pairs) };
}
