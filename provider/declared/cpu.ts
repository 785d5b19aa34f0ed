import { type Cpu, cpuNamed, cpus, suggestCpus } from "../catalog/cpu.ts";
import type { Problem } from "./problem.ts";
import { text } from "./scalar.ts";

/** The name of a CPU whose event names and widths hold; normalised to the catalogue's spelling. */
export const cpuCodec = text(
  (name) => {
    if (cpuNamed(name) !== undefined) return undefined;
    const [guess] = suggestCpus(name);
    const known = cpus().map((cpu) => cpu.name);
    return {
      code: "VALUE_NOT_LISTED",
      message: `"${name}" is no CPU of the catalogue`,
      hint: guess === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${guess}?`,
    };
  },
  { normalise: (name) => cpuNamed(name)?.name ?? name },
);

/** The CPUs of decoded names, each once. */
export function cpusOf(names: readonly string[]): readonly Cpu[] {
  return [...new Set(names)].flatMap((name) => cpuNamed(name) ?? []);
}

/** What is wrong with CPUs together: one filter is for x86 or for arm64. */
export function judgeCpus(declared: unknown): readonly Problem[] {
  if (!Array.isArray(declared)) return [];
  const named = declared.flatMap((name) =>
    typeof name === "string" ? (cpuNamed(name) ?? []) : [],
  );
  const [first] = named;
  const other = named.find(({ arch }) => arch !== first?.arch);
  if (first === undefined || other === undefined) return [];
  return [
    {
      path: ["cpus"],
      code: "CPUS_MIXED",
      message: `name both ${first.arch} and ${other.arch} CPUs (${first.name}, ${other.name})`,
      hint: "KVM filters events differently there: give each a PmuFilter of its own.",
    },
  ];
}
