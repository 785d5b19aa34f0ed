import type { Cpu } from "../../catalog/cpu.ts";
import { cpusOrFamilies } from "../../catalog/cpu.ts";
import { fixedCounterNames } from "../../filter/fixed-counter.ts";
import { plainNames } from "../names/shown-names.ts";
import type { Answer } from "./answer.ts";

/** The names of what an answer is about. */
export function namesOfAnswer({ code }: Answer, cpus: readonly Cpu[]): readonly string[] {
  if (isFixed({ code }))
    return [fixedCounterNames[Number(code.slice("fixed/".length))] ?? []].flat();
  return plainNames(code, cpusOrFamilies(cpus, code.includes("/") ? "x86" : "arm64"));
}

/** Whether an answer is about a fixed counter. */
export function isFixed({ code }: Pick<Answer, "code">): boolean {
  return code.startsWith("fixed/");
}
