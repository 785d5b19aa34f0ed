import { isModifiers } from "./modifiers.ts";
import { rawConfig } from "./perf-number.ts";

/**
 * Whether a text is in perf's syntax rather than a mere name: it has a PMU's slashes, is a raw code,
 * or has something behind a colon that perf knows. Look a text up in the event tables first: `OCR.X`
 * names with colons and names like `rdc` are in them too.
 */
export function isPerfSyntax(text: string): boolean {
  const trimmed = text.trim();
  if (/[/{},]/.test(trimmed)) return true;
  const colon = trimmed.indexOf(":");
  if (colon < 0) return rawConfig(trimmed) !== undefined;
  const [before, behind] = [trimmed.slice(0, colon), trimmed.slice(colon + 1)];
  return (
    /^(?:mem|\d+|0x[0-9a-f]+)$/i.test(before) || isModifiers(behind) || /^[\w*?-]+$/.test(behind)
  );
}
