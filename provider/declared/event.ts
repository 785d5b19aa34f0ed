import type { TypeOf } from "io-ts";
import { checkEventRange } from "../filter/arm64/check-event-range.ts";
import { hex, hex64 } from "./hex.ts";
import { object, optional } from "./object.ts";
import type { Problem } from "./problem.ts";
import { type PropertyObject, type PropertyValue, unknownValue } from "./property-value.ts";
import { refusedBy } from "./refused-by.ts";
import { choice, flag, text } from "./scalar.ts";

/** The formats of an event; those of x86 are named as in the QEMU object. */
export const eventFormats = ["raw", "x86-select-umask", "x86-masked-entry", "arm64-range"] as const;

/** One of {@link eventFormats}. */
export type EventFormat = (typeof eventFormats)[number];

/** How an event is said: by name, or by one of the formats. */
export type EventKind = "name" | EventFormat;

/** Which members each kind of event has; those that may be left out end in `?`. */
export const eventMembers: Readonly<Record<EventKind, readonly string[]>> = {
  name: ["name"],
  raw: ["code"],
  "x86-select-umask": ["select", "umask"],
  "x86-masked-entry": ["select", "mask", "match", "exclude?"],
  "arm64-range": ["first", "last?"],
};

/** An event as declared. */
export const eventCodec = object(
  "Event",
  "An event of a general-purpose counter: a name, or one of the formats `raw` (code), `x86-select-umask` (select, umask), `x86-masked-entry` (select, mask, match, exclude) and `arm64-range` (first, last). The format may be left out where the members tell it. Numbers are integers up to 4294967295 or quoted hexadecimal strings.",
  {
    name: optional(text(), {
      description:
        "The event's name as in `perf list`, letter case aside, for example `branches` or `MEM_LOAD_RETIRED.L3_MISS`, or perf's own syntax, `cpu/event=0xc4,umask=0x20/` or `r20c4`. Stands alone; names need `cpus`.",
    }),
    format: optional(choice(eventFormats), {
      description: "The format, named as in QEMU's kvm-pmu-filter object.",
      byDefault: "told by the members",
    }),
    code: optional(hex64("code"), {
      description:
        "Format `raw`: the event code as KVM takes it, 64 bits: select bits 7:0 at 7:0, umask at 15:8, select bits 11:8 (AMD) at 35:32. Beyond 4294967295 only as a quoted string.",
    }),
    select: optional(hex("select", 0xfff), {
      description: "The event select: 8 bits on Intel, 12 bits on AMD.",
    }),
    umask: optional(hex("umask", 0xff), {
      description: "Format `x86-select-umask`: the unit mask, 8 bits.",
    }),
    mask: optional(hex("mask", 0xff), {
      description: "Format `x86-masked-entry`: which bits of the unit mask are looked at, 8 bits.",
    }),
    match: optional(hex("match", 0xff), {
      description:
        "Format `x86-masked-entry`: what the unit mask's bits under `mask` must be, 8 bits.",
    }),
    exclude: optional(flag, {
      description: "Format `x86-masked-entry`: take the matching events out of the list again.",
      byDefault: "false",
    }),
    first: optional(hex("first", 0xffff), {
      description: "Format `arm64-range`: the first event number, 16 bits.",
    }),
    last: optional(hex("last", 0xffff), {
      description: "Format `arm64-range`: the last event number, 16 bits.",
      byDefault: "`first`",
    }),
  },
  judgeEvent,
);

/** An event whose members are each valid and belong together. */
export type DeclaredEvent = TypeOf<typeof eventCodec>;

/** The kind of an event, from its format or else from the members that it has. */
export function eventKind(event: object): EventKind | undefined {
  const has = (member: string) => (event as PropertyObject)[member] != null;
  const format = "format" in event ? (event.format as EventFormat | undefined) : undefined;
  if (format != null) return eventFormats.find((known) => known === format);
  if (has("name")) return "name";
  if (has("code")) return "raw";
  if (has("first") || has("last")) return "arm64-range";
  if (has("mask") || has("match") || has("exclude")) return "x86-masked-entry";
  if (has("select") || has("umask")) return "x86-select-umask";
  return undefined;
}

function judgeEvent(event: PropertyObject): readonly Problem[] {
  return [...judgeMembers(event), ...judgeRange(event)];
}

function judgeMembers(event: PropertyObject): readonly Problem[] {
  // A member that is not known may turn out to be left out, so it tells nothing of the kind.
  const vague = allMembers.some((member) => event[member] === unknownValue);
  if (vague && event["format"] == null) return [];
  const kind = eventKind(event);
  if (kind === undefined) {
    return event["format"] != null
      ? []
      : [
          {
            path: [],
            code: "PROPERTY_MISSING",
            message: "names no event",
            hint: "Give a name, or select and umask, or code, or select, mask and match, or first and last.",
          },
        ];
  }
  const members = eventMembers[kind].map(plainName);
  const missing = eventMembers[kind].filter(
    (member) => !member.endsWith("?") && event[member] == null,
  );
  const surplus = allMembers.filter(
    (member) =>
      event[member] != null && event[member] !== unknownValue && !members.includes(member),
  );
  const what = kind === "name" ? "an event said by name" : `an event of format ${kind}`;
  return [
    ...missing.map(
      (member): Problem => ({
        path: [member],
        code: "PROPERTY_MISSING",
        message: `is required for ${what}`,
        ...(member === "umask" && event["select"] != null
          ? { hint: 'For every umask of the select, write mask: "0x0" and match: "0x0" instead.' }
          : {}),
      }),
    ),
    ...surplus.map(
      (member): Problem => ({
        path: [member],
        code: "PROPERTY_SURPLUS",
        message: `does not belong to ${what}`,
        hint: `It has ${members.join(", ")}.`,
      }),
    ),
  ];
}

/** Every member that says an event; `format` only names them. */
const allMembers = [...new Set(Object.values(eventMembers).flat())].map(plainName);

function plainName(member: string): string {
  return member.replace("?", "");
}

function judgeRange(event: PropertyObject): readonly Problem[] {
  const first = rangeEnd(event["first"]);
  const last = rangeEnd(event["last"]);
  if (first === undefined || last === undefined) return [];
  const refusal = refusedBy(() => checkEventRange({ first, last }));
  return refusal === undefined ? [] : [{ ...refusal, path: ["last"] }];
}

/** An end of a range where it is there, known and valid; its own codec says what else is wrong. */
function rangeEnd(declared: PropertyValue): number | undefined {
  if (declared == null || declared === unknownValue) return undefined;
  const result = hex("first", 0xffff).decode(declared);
  return result._tag === "Right" ? result.right : undefined;
}
