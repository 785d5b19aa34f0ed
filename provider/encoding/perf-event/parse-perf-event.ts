import { codeOfConfig } from "./config-code.ts";
import { coreEvent } from "./core-event.ts";
import { corePmu, isOtherPmu, softwareEvent } from "./core-pmu.ts";
import { isModifiers, readModifiers } from "./modifiers.ts";
import type { PerfArch, PerfCode, PerfEvent, PerfRawEvent } from "./perf-event.ts";
import { perfNumber, rawConfig } from "./perf-number.ts";
import { sessionTerms } from "./pmu-format.ts";
import { notCore, type Part, partOf, refusal } from "./refusal.ts";
import { readTerms, type Term } from "./terms.ts";

/**
 * What one event in perf's own syntax says, as `perf stat -e` takes it (kernel,
 * tools/perf/util/parse-events.{l,y}): a PMU with terms, a raw code, or a name, each with modifiers.
 * With an architecture, raw codes are read as codes of its CPUs, and the PMU of another is refused.
 *
 * A text that is also a name of an event table should be looked up there first: `OCR.X:Y` or a name
 * of hexadecimal digits behind an r reads as something else here.
 *
 * @throws {PmuFilterError} PERF_EVENT_INVALID with the place of what is wrong; PMU_NOT_CORE for
 *   events that are not of the CPU cores; EVENT_UMASK_EXT for a umask wider than 8 bits.
 */
export function parsePerfEvent(text: string, arch?: PerfArch): PerfEvent {
  const source = text.trim();
  const whole: Part = { source, text: source, at: 0 };
  if (/^mem:/.test(source)) throw notCore(whole, "mem: sets a breakpoint");
  refuseSeveral(whole);
  const slash = source.indexOf("/");
  const event = slash < 0 ? plainEvent(whole) : eventWithTerms(whole, slash, arch);
  return event.kind === "raw" && arch !== undefined ? codeOfRaw(event, arch, source) : event;
}

/**
 * What a raw code is on CPUs of an architecture. `text` is what the user wrote.
 *
 * @throws {PmuFilterError} EVENT_UMASK_EXT, or PERF_EVENT_INVALID for bits that no event has there.
 */
export function codeOfRaw(raw: PerfRawEvent, arch: PerfArch, text?: string): PerfCode {
  const source = text ?? `r${raw.config.toString(16)}`;
  return codeOfConfig(raw, arch, { source, text: source, at: 0 });
}

function refuseSeveral(whole: Part): void {
  if (whole.text === "") throw refusal(whole, "The event is empty", "Write a name or a code.");
  const brace = whole.text.search(/[{}]/);
  // Commas between slashes part the terms of one event.
  const comma = whole.text
    .replaceAll(/\/[^/]*(?:\/|$)/g, (terms) => "/".repeat(terms.length))
    .indexOf(",");
  const at = [brace, comma].filter((index) => index >= 0).sort((a, b) => a - b)[0];
  if (at === undefined) return;
  const what = at === brace ? "This is a group of events" : "These are several events";
  throw refusal(partOf(whole, at), what, "Give each event an entry of its own.");
}

function eventWithTerms(whole: Part, slash: number, arch: PerfArch | undefined): PerfEvent {
  const head = partOf(whole, 0, slash);
  const end = whole.text.indexOf("/", slash + 1);
  if (end < 0) {
    const hint = "Close the terms with a slash: cpu/event=0xc4/.";
    throw refusal(partOf(whole, slash), "The terms have no end", hint);
  }
  const terms = readTerms(partOf(whole, slash + 1, end));
  const modifiers = readModifiers(partOf(whole, end + 1));
  const owner = corePmu(head.text);
  if (owner !== undefined) return coreEvent(head, terms, ownerArch(head, owner, arch), modifiers);
  if (head.text === "") {
    throw refusal(head, "No PMU stands before the slash", "Write for example cpu/event=0xc4/.");
  }
  if (isOtherPmu(head.text) || !terms.every(isSession)) {
    throw notCore(head, `"${head.text}" is no PMU of the CPU cores`);
  }
  const event = plainEvent(head);
  return { ...event, ignored: [...event.ignored, ...modifiers] };
}

function isSession({ key }: Term): boolean {
  return sessionTerms.has(key) || /^config[1-4]$/.test(key);
}

function ownerArch(head: Part, owner: PerfArch | "any", arch: PerfArch | undefined): PerfArch {
  if (owner !== "any") {
    if (arch === undefined || arch === owner) return owner;
    throw notCore(head, `"${head.text}" is a PMU of ${owner}, and these CPUs are ${arch}`);
  }
  if (arch !== undefined) return arch;
  const hint = "Write cpu for x86, or armv8_pmuv3_0 for arm64.";
  throw refusal(head, `"${head.text}" does not say whose PMU it is`, hint);
}

/** An event without terms: raw code, `type:config`, or name; each may have modifiers. */
function plainEvent(whole: Part): PerfEvent {
  const typed = /^([0-9a-fx]+):([0-9a-fx]+)(?=:|$)/i.exec(whole.text);
  const [all = "", type = "", config = ""] = typed ?? [];
  const [typeNumber, number] = [perfNumber(type), perfNumber(config)];
  if (typeNumber !== undefined && number !== undefined) {
    return typedEvent(whole, typeNumber, number, partOf(whole, all.length));
  }
  const colon = whole.text.indexOf(":");
  const head = colon < 0 ? whole : partOf(whole, 0, colon);
  const behind = colon < 0 ? undefined : partOf(whole, colon + 1);
  if (behind !== undefined && isTracepoint(behind.text)) throw tracepoint(whole, head);
  const ignored = behind === undefined ? [] : readModifiers(behind);
  const raw = rawConfig(head.text);
  if (raw !== undefined) return { kind: "raw", config: raw, ignored };
  checkName(head);
  const software = softwareEvent(head.text.toLowerCase());
  if (software !== undefined) throw notCore(head, `"${head.text}" is ${software}`);
  return { kind: "name", name: head.text, ignored };
}

/** perf_event_attr's type and config as numbers; type 4 is PERF_TYPE_RAW. */
function typedEvent(whole: Part, type: bigint, config: bigint, behind: Part): PerfEvent {
  if (type === 4n) return { kind: "raw", config, ignored: readModifiers(behind) };
  const hint = "Write its name, or a raw code as r20c4.";
  throw refusal(whole, `An event of perf's type ${type} has no code of its own`, hint);
}

/** Whether what stands behind `system:` is an event rather than modifiers; it may have some, too. */
function isTracepoint(behind: string): boolean {
  const [event = ""] = behind.split(":");
  return /^[\w*?-]*$/.test(event) && /.{3}|[*?]/.test(event) && !isModifiers(event);
}

function tracepoint(whole: Part, { text: system }: Part): Error {
  if (system.toLowerCase() === system) return notCore(whole, `"${whole.text}" is a tracepoint`);
  const dotted = whole.text.replace(":", ".");
  const problem = `perf takes "${whole.text}" for a tracepoint`;
  return refusal(whole, problem, `The vendors' names have a dot: ${dotted}.`);
}

function checkName(name: Part): void {
  if (/^r[0-9a-f]{17,}$/i.test(name.text)) {
    throw refusal(name, "The raw code has more than 64 bits", "Write at most 16 digits.");
  }
  const wrong = name.text.search(/[^\w.-]/);
  if (name.text !== "" && wrong < 0) return;
  const at = partOf(name, Math.max(0, wrong));
  const problem = name.text === "" ? "A name is missing" : `"${at.text[0]}" is in no event's name`;
  const hint = /[*?[\]!]/.test(name.text)
    ? "A filter lists events one by one; give each an entry of its own."
    : "Write a name as in perf list, cpu/event=0xc4/, or a raw code as r20c4.";
  throw refusal(at, problem, hint);
}
