import { cpuIdentityText, type X86Identity } from "./cpu-identity.ts";

/**
 * Whether a CPU is of a pattern of perf's: a POSIX extended regular expression over the whole of
 * `vendor-family-model`, and over the stepping too if the pattern has one. A CPU without a known
 * stepping never matches a pattern that asks for it. Letter case aside: some patterns write the
 * hexadecimal digits of the model small.
 *
 * Source: kernel, tools/perf/arch/x86/util/header.c, strcmp_cpuid_str().
 */
export function matchesCpuid(pattern: string, cpu: X86Identity): boolean {
  const { stepping, ...model } = cpu;
  if (!hasStepping(pattern)) return fits(pattern, cpuIdentityText(model));
  return stepping !== undefined && fits(pattern, cpuIdentityText(cpu));
}

/** The dashes that part the fields; those of a range such as [0-9A-F] are none. */
function hasStepping(pattern: string): boolean {
  return pattern.replaceAll(/\[(?:\[:\w+:\]|[^\]])+\]/g, "").split("-").length === 4;
}

function fits(pattern: string, text: string): boolean {
  const known = patterns.get(pattern) ?? fromPosix(pattern);
  patterns.set(pattern, known);
  return known.test(text);
}

const patterns = new Map<string, RegExp>();

/** JavaScript has no character classes of the form [:name:]; the rest of what is used is the same. */
function fromPosix(pattern: string): RegExp {
  const plain = pattern.replaceAll("[:xdigit:]", "0-9A-Fa-f").replaceAll("[:digit:]", "0-9");
  return new RegExp(`^(?:${plain})$`, "i");
}
