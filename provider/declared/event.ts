import type { TypeOf } from "io-ts";
import { decodeRawEvent } from "../encoding/raw-event.ts";
import { checkEntry } from "../filter/check-entry.ts";
import { hex, hex64 } from "./hex.ts";
import { object, optional } from "./object.ts";
import type { Problem } from "./problem.ts";
import { type PropertyObject, unknownValue } from "./property-value.ts";
import { refusedBy } from "./refused-by.ts";
import { choice, flag, text } from "./scalar.ts";

/** The formats of an event, named as in the QEMU object. */
export const eventFormats = ["raw", "x86-select-umask", "x86-masked-entry"] as const;

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
};

/** An event as declared. */
export const eventCodec = object(
  "Event",
  "An event of a general-purpose counter: a name, or one of the formats `raw` (code), `x86-select-umask` (select, umask) and `x86-masked-entry` (select, mask, match, exclude). The format may be left out where the members tell it. Numbers are integers up to 4294967295 or quoted hexadecimal strings.",
  {
    name: optional(text(), {
      description:
        "The event's name as in `perf list`, letter case aside, for example `branches`. Stands alone, and needs `cpus`.",
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
  if (has("mask") || has("match") || has("exclude")) return "x86-masked-entry";
  if (has("select") || has("umask")) return "x86-select-umask";
  return undefined;
}

function judgeEvent(event: PropertyObject): readonly Problem[] {
  return [...judgeMembers(event), ...judgeCode(event), ...judgeMatch(event)];
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
            hint: "Give a name, or select and umask, or code, or select, mask and match.",
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

function judgeCode(event: PropertyObject): readonly Problem[] {
  const code = decodedMember(event, "code", hex64("code").decode);
  const refusal = code === undefined ? undefined : refusedBy(() => decodeRawEvent(code));
  return refusal === undefined ? [] : [{ ...refusal, path: ["code"] }];
}

function judgeMatch(event: PropertyObject): readonly Problem[] {
  const mask = decodedMember(event, "mask", hex("mask", 0xff).decode);
  const match = decodedMember(event, "match", hex("match", 0xff).decode);
  if (mask === undefined || match === undefined) return [];
  const select = decodedMember(event, "select", hex("select", 0xfff).decode) ?? 0;
  const refusal = refusedBy(() => checkEntry({ select, mask, match, exclude: false }));
  return refusal === undefined ? [] : [{ ...refusal, path: ["match"] }];
}

/** A member's value where it is there, known and valid; its own codec says what else is wrong. */
function decodedMember<N extends number | bigint>(
  event: PropertyObject,
  member: string,
  decodeMember: (value: unknown) => { readonly _tag: string; readonly right?: N },
): N | undefined {
  const declared = event[member];
  if (declared == null || declared === unknownValue) return undefined;
  const result = decodeMember(declared);
  return result._tag === "Right" ? result.right : undefined;
}
