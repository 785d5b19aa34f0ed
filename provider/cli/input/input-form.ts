import type { Arch } from "../../catalog/cpu.ts";

/** The forms in which filters are read, and what they are. */
export const inputForms = {
  yaml: "YAML or JSON in the resource's shape; also a Pulumi.yaml that has one",
  "kvm-struct": "x86: struct kvm_pmu_event_filter as hexadecimal bytes",
  "qemu-object": "x86: the JSON of QEMU's kvm-pmu-filter object",
  "command-line": "the command line of a QEMU or kvmtool, or /proc/PID/cmdline",
  "arm64-structs": "arm64: struct kvm_pmu_event_filter, 8 hexadecimal bytes per call",
  "arm64-text": "arm64: A:0x11-0x11;D:0x30-0x3f (QEMU), or with commas (kvmtool)",
} as const;

/** One of {@link inputForms}. */
export type InputForm = keyof typeof inputForms;

/**
 * Tells the form of a text by its content; `yaml` is what is left.
 *
 * @param arch - whose filter it is, where that is known: the structs of both can be the same bytes
 */
export function formOf(text: string, arch?: Arch): InputForm {
  if (text.includes("\0")) return "command-line";
  const trimmed = text.trim();
  if (/^\{[\s\S]*["']qom-type["']\s*:/.test(trimmed)) return "qemu-object";
  if (/^["']?[AD]:/.test(trimmed)) return "arm64-text";
  if (/^[0-9a-f][0-9a-f\s]+$/i.test(trimmed)) return hexForm(trimmed, arch);
  return isCommandLine(trimmed) ? "command-line" : "yaml";
}

function hexForm(text: string, arch: Arch | undefined): InputForm {
  const bytes = Buffer.from(text.replaceAll(/\s/g, ""), "hex");
  const mayBeCalls = areCalls(bytes);
  if (isX86(bytes)) {
    return mayBeCalls && (arch === "arm64" || isOneCallPerLine(text)) ? armForm : x86Form;
  }
  if (mayBeCalls && (arch === "arm64" || hasEvents(bytes))) return armForm;
  // What is neither is taken for what it is written like.
  return isOneCallPerLine(text) ? armForm : x86Form;
}

const [x86Form, armForm] = ["kvm-struct", "arm64-structs"] as const;

/** A struct of x86 says its action and how long it is. */
function isX86(bytes: Buffer): boolean {
  if (bytes.length < 32 || bytes.readUInt32LE(0) > 1) return false;
  return bytes.length === 32 + 8 * bytes.readUInt32LE(4);
}

/** The calls of arm64 have an action and pad in their second half. */
function areCalls(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.length % 8 === 0 && each(bytes, 4).every((half) => half <= 1);
}

/** An action that x86 cannot have stands where the first call of arm64 says its events. */
function hasEvents(bytes: Buffer): boolean {
  return each(bytes, 0).every((half) => half > 0xffff);
}

/** The u32 at this place of each 8 bytes. */
function each(bytes: Buffer, at: number): readonly number[] {
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readUInt32LE(8 * index + at));
}

function isOneCallPerLine(text: string): boolean {
  return text.split(/\s+/).every((piece) => piece.length === 16);
}

function isCommandLine(text: string): boolean {
  // A mapping's key stands before its colon; a command has blanks before any.
  if (/^(?:#.*\n|[^\S\n]*\n|---[^\S\n]*)*["']?[A-Za-z][\w-]*["']?\s*:(?:\s|$)/.test(text))
    return false;
  const option = /(?:^|\s)--?(?:object|accel|machine|M|cpu|enable-kvm|pmu-filter)(?=[\s=]|$)/;
  return option.test(text) || /^\S*(?:qemu|lkvm)\S*(?:\s|$)/.test(text) || variable.test(text);
}

/** The provider's own argument files of format `environment`. */
const variable = /^PMU_FILTER_(?:OBJECT|ACCEL)=/m;
