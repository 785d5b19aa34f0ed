import { decodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { filterFromQemuObject } from "../../encoding/qemu-filter.ts";
import type { QemuObject } from "../../encoding/qemu-object.ts";
import { type AdoptedPlace, notAdoptable, readAdoptable } from "../adoptable-filter.ts";
import type { HostOperation } from "../host-operation.ts";
import type { Procedure } from "../procedure.ts";
import type { Adoptable, Place } from "../target-kind.ts";
import { parseArgumentFile } from "./argument-file.ts";
import { readingOf } from "./file-answer.ts";
import { fileQueries, observeFile } from "./observe-file.ts";
import { defaultFormat, defaultMode } from "./wanted-file.ts";

/**
 * The declaration that would write what stands at a path.
 *
 * @throws PmuFilterError IMPORT_UNREADABLE, and if it cannot be told what is there
 */
export function* adoptFile({ target, host }: Place): Procedure<Adoptable | undefined> {
  const path = target.qemuArgs?.path ?? "";
  const queries = fileQueries(path, {});
  const answers = yield queries.map((query): HostOperation => ({ op: "readFile", ...query }));
  const [file, record] = queries.map((query, index) => readingOf(answers[index], host, query.path));
  if (file === undefined || record === undefined || file.kind === "absent") return undefined;
  const place = {
    where: `${path} on ${host}`,
    hint: "A file can be adopted if it holds a filter's -object and -accel and nothing else.",
  };
  if (file.kind === "other") throw notAdoptable(place, file.what);
  const { mode, text } = file.file;
  const { format, object } = readObject(place, text);
  return {
    observation: observeFile([file, record], {}),
    filter: filterFromQemuObject(object),
    qemuId: object.id,
    target: {
      ...target,
      qemuArgs: {
        path,
        ...(format !== defaultFormat && { format }),
        ...(mode !== defaultMode && { mode }),
      },
    },
  };
}

function readObject(
  place: AdoptedPlace,
  text: string,
): { readonly format: "arguments" | "environment"; readonly object: QemuObject } {
  return readAdoptable(place, () => {
    const { format, args } = parseArgumentFile(text);
    return { format, object: decodeQemuArguments(args) };
  });
}
