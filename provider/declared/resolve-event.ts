import type { Cpu } from "../catalog/cpu.ts";
import { decodeRawEvent } from "../encoding/raw-event.ts";
import { type Entry, exactEntry } from "../filter/entry.ts";
import { type DeclaredEvent, eventKind } from "./event.ts";
import { refusedBy } from "./refused-by.ts";
import { resolveEntry } from "./resolve-entry.ts";
import { resolveName } from "./resolve-name.ts";
import { listsNothing, type ResolvedEvent } from "./resolved-event.ts";

/** Turns an event into what it lists on hosts with the given CPUs. */
export function resolveEvent(event: DeclaredEvent, cpus: readonly Cpu[]): ResolvedEvent {
  switch (eventKind(event)) {
    case "name":
      return resolveName(event.name ?? "", cpus);
    case "arm64-range":
      return resolveRange(event);
    case "raw":
      return resolveCode(event.code ?? 0n, cpus);
    default:
      return resolveEntry(entryOf(event), "select", cpus);
  }
}

function resolveRange({ first = 0, last = first }: DeclaredEvent): ResolvedEvent {
  return { ...listsNothing, arch: "arm64", ranges: [{ first, last }] };
}

function resolveCode(code: bigint, cpus: readonly Cpu[]): ResolvedEvent {
  const stray = refusedBy(() => decodeRawEvent(code));
  if (stray !== undefined) {
    // Where the rule is no error, the event lists nothing, as in the kernel.
    const finding = {
      ...stray,
      code: "RAW_STRAY_BITS",
      severity: "error",
      path: ["code"],
    } as const;
    return { ...listsNothing, arch: "x86", findings: [finding] };
  }
  const { select, umask } = decodeRawEvent(code);
  return resolveEntry(exactEntry(select, umask), "code", cpus);
}

/** The codec has made sure that the members of the event's format are there. */
function entryOf({
  select = 0,
  umask = 0,
  mask,
  match = 0,
  exclude = false,
}: DeclaredEvent): Entry {
  return mask === undefined ? exactEntry(select, umask) : { select, mask, match, exclude };
}
