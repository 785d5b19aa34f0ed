import { randomUUID } from "node:crypto";
import { lenientLint } from "../declared/lint-settings.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { decodeQemuArguments } from "../encoding/qemu-arguments.ts";
import { filterFromQemuObject } from "../encoding/qemu-filter.ts";
import { defaultQemuId } from "../encoding/qemu-id.ts";
import type { QemuObject } from "../encoding/qemu-object.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type Entry, isExact } from "../filter/entry.ts";
import { canonicalFilter } from "../filter/filter.ts";
import { fixedCounterBitmap, fixedCountersIn } from "../filter/fixed-counter.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import type { FileFound } from "../target/file-reading.ts";
import { parseArgumentFile } from "../target/qemu-args/argument-file.ts";
import { fileQueries, observeFile } from "../target/qemu-args/observe-file.ts";
import { defaultFormat, defaultMode } from "../target/qemu-args/wanted-file.ts";
import { pathOfTargetKey } from "../target/target-key.ts";
import type { Context } from "./context.ts";
import { outputsOf } from "./outputs.ts";
import { executorOf } from "./target-access.ts";
import { judgeObservation, type TargetState } from "./target-state.ts";
import { wantedOf } from "./wanted.ts";

/** A resource made from what stands at a target. */
export interface Imported {
  /** The id in the file's record, or a new one for a file without. */
  readonly id: string;
  readonly inputs: PropertyObject;
  readonly properties: PropertyObject;
}

/**
 * Adopts the argument file that an import id names. Nothing is written: a file that no resource
 * has a record of becomes this one's by its state, and gets its record with the next change.
 *
 * @param importId - `qemuArgs:HOST:PATH`
 * @returns undefined if there is no such file
 * @throws PmuFilterError IMPORT_ID_INVALID, IMPORT_UNREADABLE, and what the executor throws
 */
export async function importFilter(
  importId: string,
  context: Context,
): Promise<Imported | undefined> {
  const path = pathOfTargetKey(importId);
  if (path === undefined) {
    throw new PmuFilterError("IMPORT_ID_INVALID", `"${importId}" names no target`, {
      hint: "Import by qemuArgs:HOST:PATH, with localhost or nothing as HOST and an absolute path, for example qemuArgs:localhost:/etc/pmufilter/web1.args.",
    });
  }
  const executor = executorOf(context, context.dryRun);
  const [file, record] = await executor.read(fileQueries(path, {}), context.signal);
  if (file === undefined || record === undefined || file.kind === "absent") return undefined;
  if (file.kind === "other") throw unreadable(path, file.what);

  const wanted = wantedOf(inputsOf(path, file.file, context), lenientLint(context.lint));
  const [target] = wanted.files ?? [];
  if (target === undefined) throw unreadable(path, "what it says is no valid filter");
  const found = observeFile([file, record], {});
  const recorded = found.found === "foreign" ? undefined : found.recordOf;
  if (recorded !== undefined) {
    context.log.warn(
      `${path} bears the record of resource ${recorded}, whose id this resource takes on. If another stack still has that resource, take it out there: pulumi state delete.`,
    );
  }
  const id = recorded ?? randomUUID();
  const adopted: TargetState = {
    status: { state: "adopted", evidence: found.found === "nothing" ? "" : found.evidence },
    applied: (found.found !== "nothing" && found.fingerprint) || "",
  };
  const state = judgeObservation(found, id, adopted, context.dryRun);
  const properties = outputsOf(wanted, new Map([[target.target, state]]));
  return { id, inputs: wanted.inputs, properties };
}

/** The declaration that would write such a file. */
function inputsOf(path: string, file: FileFound, context: Context): PropertyObject {
  const { format, object } = readObject(path, file.text);
  const { action, entries, fixedCounters } = canonicalFilter(filterFromQemuObject(object));
  const named = fixedCountersIn(fixedCounters);
  if (fixedCounterBitmap(named) !== fixedCounters) {
    context.log.warn(
      `${path}: the bitmap ${hexadecimal(fixedCounters)} has bits of fixed counters that do not exist; they are left out.`,
    );
  }
  return {
    action,
    ...(entries.length > 0 && { events: entries.map(declaredEntry) }),
    ...(named.length > 0 && { fixedCounters: named }),
    ...(object.id !== defaultQemuId && { qemuId: object.id }),
    targets: [
      {
        qemuArgs: {
          path,
          ...(format !== defaultFormat && { format }),
          ...(file.mode !== defaultMode && { mode: file.mode }),
        },
      },
    ],
  };
}

function readObject(
  path: string,
  text: string,
): { readonly format: "arguments" | "environment"; readonly object: QemuObject } {
  try {
    const { format, args } = parseArgumentFile(text);
    return { format, object: decodeQemuArguments(args) };
  } catch (error) {
    if (error instanceof PmuFilterError) throw unreadable(path, error.message, error);
    throw error;
  }
}

function declaredEntry(entry: Entry): PropertyObject {
  const { select, mask, match, exclude } = entry;
  if (isExact(entry)) return { select: hexadecimal(select), umask: hexadecimal(match) };
  return {
    select: hexadecimal(select),
    mask: hexadecimal(mask),
    match: hexadecimal(match),
    ...(exclude && { exclude }),
  };
}

function unreadable(path: string, why: string, cause?: unknown): PmuFilterError {
  return new PmuFilterError("IMPORT_UNREADABLE", `${path} cannot be adopted: ${why}`, {
    cause,
    hint: "A file can be adopted if it holds a filter's -object and -accel and nothing else.",
  });
}
