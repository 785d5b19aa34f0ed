import { type CpuIdentity, cpuIdentityText } from "./cpu-identity.ts";

/**
 * The kinds of CPUs in the text of /proc/cpuinfo, each once, in their order there; big and little
 * arm64 cores are different kinds. Empty for the text of another architecture.
 *
 * Under a hypervisor the text is the hypervisor's word: a nested kernel was seen to have an AMD CPU
 * and to filter by Intel's rules. So take from it whose event table holds, never the width of an
 * event select; that the host's kernel must be asked.
 *
 * Source: kernel, arch/x86/kernel/cpu/proc.c and arch/arm64/kernel/cpuinfo.c.
 */
export function cpusOfProcCpuinfo(text: string): readonly CpuIdentity[] {
  const kinds = new Map<string, CpuIdentity>();
  // Each CPU has a paragraph; arm64 kernels of old had one for all.
  for (const paragraph of text.split(/\n\s*\n/)) {
    const cpu = identityOf(fieldsOf(paragraph));
    if (cpu !== undefined && !kinds.has(cpuIdentityText(cpu))) kinds.set(cpuIdentityText(cpu), cpu);
  }
  return [...kinds.values()];
}

type Fields = ReadonlyMap<string, string>;

function fieldsOf(paragraph: string): Fields {
  return new Map(
    paragraph.split("\n").flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
}

function identityOf(fields: Fields): CpuIdentity | undefined {
  const vendorId = fields.get("vendor_id");
  const [family, model] = [number(fields, "cpu family"), number(fields, "model")];
  if (vendorId !== undefined && family !== undefined && model !== undefined) {
    // "unknown" where CPUID has none.
    const stepping = number(fields, "stepping");
    return { arch: "x86", vendorId, family, model, ...(stepping !== undefined && { stepping }) };
  }
  const [implementer, part] = [number(fields, "CPU implementer"), number(fields, "CPU part")];
  if (implementer === undefined || part === undefined) return undefined;
  const [variant = 0, revision = 0] = [
    number(fields, "CPU variant"),
    number(fields, "CPU revision"),
  ];
  return { arch: "arm64", implementer, part, variant, revision };
}

/** A field's number, decimal or after 0x. */
function number(fields: Fields, name: string): number | undefined {
  const value = fields.get(name) ?? "";
  return /^(?:\d+|0x[0-9a-f]+)$/i.test(value) ? Number(value) : undefined;
}
