import type { ResolvedFilter } from "../../declared/resolve.ts";
import { formsFor, type OutputForm, outputForms } from "../output/output-form.ts";
import { choice } from "./options.ts";
import { usageError } from "./usage-error.ts";

/**
 * The form that `--to` names, if it does.
 *
 * @throws {PmuFilterError} USAGE_INVALID for one that there is not, or not for this filter.
 */
export function outputFormOf(
  value: string | undefined,
  filter: ResolvedFilter,
): OutputForm | undefined {
  const form = choice("--to", value, Object.keys(outputForms) as OutputForm[]);
  if (form === undefined || formsFor(filter).includes(form)) return form;
  throw usageError(
    `The filter is for ${filter.arch}, and has no form ${form}.`,
    `It has ${formsFor(filter).join(", ")}.`,
  );
}
