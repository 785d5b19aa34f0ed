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

/** Tells the form of a text by its content; `yaml` is what is left. */
export function formOf(text: string): InputForm {
  if (text.includes("\0")) return "command-line";
  const trimmed = text.trim();
  if (/^\{[\s\S]*["']qom-type["']\s*:/.test(trimmed)) return "qemu-object";
  if (/^["']?[AD]:/.test(trimmed)) return "arm64-text";
  if (/^[0-9a-f][0-9a-f\s]+$/i.test(trimmed)) return hexForm(trimmed);
  return isCommandLine(trimmed) ? "command-line" : "yaml";
}

/**
 * A struct of x86 says how long it is. What does not keep to that, and is written in pieces of 8
 * bytes, are the calls of arm64.
 */
function hexForm(text: string): InputForm {
  const bytes = Buffer.from(text.replaceAll(/\s/g, ""), "hex");
  const isX86 = bytes.length >= 32 && bytes.length === 32 + 8 * bytes.readUInt32LE(4);
  const pieces = text.split(/\s+/).every((piece) => piece.length === 16);
  return pieces && !isX86 ? "arm64-structs" : "kvm-struct";
}

function isCommandLine(text: string): boolean {
  // A mapping's key stands before its colon; a command has blanks before any.
  if (/^(?:#.*\n|\s*\n|---\s)*["']?[A-Za-z][\w-]*["']?\s*:(?:\s|$)/.test(text)) return false;
  const option = /(?:^|\s)--?(?:object|accel|machine|M|cpu|enable-kvm|pmu-filter)(?=[\s=]|$)/;
  return option.test(text) || /^\S*(?:qemu|lkvm)\S*(?:\s|$)/.test(text) || variable.test(text);
}

/** The provider's own argument files of format `environment`. */
const variable = /^PMU_FILTER_(?:OBJECT|ACCEL)=/m;
