import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Options } from "../options/options.ts";
import { readDeclared } from "./declared/read-declared.ts";
import { readArm64Structs, readArm64Text } from "./encoded/read-arm64.ts";
import { readCommandLine } from "./encoded/read-command-line.ts";
import { readKvmStruct } from "./encoded/read-kvm-struct.ts";
import { readQemuObjectText } from "./encoded/read-qemu.ts";
import type { FilterInput } from "./filter-input.ts";
import { formOf, type InputForm } from "./input-form.ts";
import { InputProblems } from "./input-problem.ts";
import { placeOfError } from "./place-of-error.ts";
import type { Source } from "./source.ts";

/**
 * Reads a filter in whatever form it is.
 *
 * @throws {InputProblems} with the source's name in each.
 */
export function readFilter(source: Source, options: Options): FilterInput {
  const form = options.from ?? formOf(source.text, options.cpus?.[0]?.arch);
  try {
    if (source.text.trim() === "") {
      throw new PmuFilterError("INPUT_UNKNOWN", "There is nothing in it.", {
        hint: "Give a filter; pmufilter help shows the forms.",
      });
    }
    return readers[form](source, options);
  } catch (error) {
    if (!(error instanceof PmuFilterError)) throw error;
    const { code, message, hint } = error;
    const place = placeOfError(error, source, form);
    const problem = { code, message, hint, file: source.name };
    throw new InputProblems([place === undefined ? problem : { ...problem, place }]);
  }
}

const readers: Readonly<Record<InputForm, (source: Source, options: Options) => FilterInput>> = {
  yaml: readDeclared,
  "kvm-struct": readKvmStruct,
  "qemu-object": readQemuObjectText,
  "command-line": readCommandLine,
  "arm64-structs": readArm64Structs,
  "arm64-text": readArm64Text,
};
