import type { World } from "../world.ts";
import { type HostTexts, hostCpu } from "./cpu-option.ts";
import type { ParsedArguments } from "./parse-arguments.ts";

/** Reads what this machine says of its CPUs, if `--cpu host` asks for it. */
export async function hostTexts({ values }: ParsedArguments, world: World): Promise<HostTexts> {
  const names = (values.get("cpu") ?? []).flatMap((value) => value.split(","));
  if (!names.some((name) => name.trim() === hostCpu)) return {};
  try {
    return { cpuinfo: new TextDecoder().decode(await world.readFile("/proc/cpuinfo")) };
  } catch {
    // A machine that does not say gets its own sentence where the CPUs are looked up.
    return {};
  }
}
