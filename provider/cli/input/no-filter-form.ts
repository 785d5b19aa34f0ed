import { filterProperties } from "../../declared/filter-declaration.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { inputForms } from "./input-form.ts";

/** The error for a text of which no form can be told. */
export function noFilterForm(): PmuFilterError {
  const properties = Object.keys(filterProperties).join(", ");
  const hint = `In YAML or JSON, a filter has ${properties}. Other forms are ${otherForms}.`;
  const message = "It is no filter in a form that is known.";
  return new PmuFilterError("INPUT_UNKNOWN", message, { hint });
}

const otherForms = Object.keys(inputForms)
  .filter((form) => form !== "yaml")
  .join(", ");
