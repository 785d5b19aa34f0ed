import { type JsonRow, textOf } from "./json-value.ts";

/**
 * The core PMU of a row: "" for the one that every part has, `cpu_atom` and the like on hybrid
 * parts, undefined for a unit outside the core.
 */
export function corePmuOf(row: JsonRow): string | undefined {
  const unit = (textOf(row, "Unit") ?? textOf(row, "PMU") ?? "").toLowerCase();
  if (unit === "" || unit === "core" || unit === "cpu" || unit === "default_core") return "";
  return /^cpu_(core|atom|lowpower)$/.test(unit) ? unit : undefined;
}
