import { tell } from "../errors/pmu-filter-error.ts";
import type { Checked, CheckFailure } from "./check.ts";

const filter = ["action", "cpus", "presets", "events", "fixedCounters"];
const object = [...filter, "qemuId"];

/** Which inputs each computed property can tell something about. */
const sources: Readonly<Record<string, readonly string[]>> = {
  entries: filter,
  applied: [...object, "targets"],
  status: ["targets"],
  fingerprint: filter,
  kvmStruct: filter,
  warnings: [...filter, "lint"],
  qemuObject: object,
  qemuAccel: ["qemuId"],
  qemuArguments: object,
  arm64Calls: filter,
  arm64QemuText: filter,
  arm64KvmtoolText: filter,
};

/** The secret properties among inputs and outputs: the secret inputs, and what tells of them. */
export function withDerivedSecrets(secretInputs: ReadonlySet<string>): ReadonlySet<string> {
  const derived = Object.entries(sources)
    .filter(([, inputs]) => inputs.some((input) => secretInputs.has(input)))
    .map(([key]) => key);
  return new Set([...secretInputs, ...derived]);
}

/**
 * What Check answers, with nothing in it that quotes a secret: engine and log show failures and
 * warnings to everybody. What is wrong with one part of a filter may quote any other.
 *
 * @param secrets - the secret properties, derived ones among them
 */
export function withoutSecrets(checked: Checked, secrets: ReadonlySet<string>): Checked {
  const quoting = secrets.has("warnings") && checked.warnings.length > 0;
  const secretFilter = object.some((input) => secrets.has(input));
  return {
    ...checked,
    failures: checked.failures.map((failure) => {
      const root = failure.property.split(/[.[]/, 1)[0] ?? "";
      const tells = secrets.has(root) || (secretFilter && parts.includes(root));
      return tells ? withoutValue(failure) : failure;
    }),
    warnings: quoting ? [secretWarnings] : checked.warnings,
  };
}

/** The properties whose failures are about the filter as a whole. */
const parts = [...object, "lint", "targets"];

const secretWarnings =
  "There are warnings about this filter, which would tell of its secrets. Read them in the secret output `warnings`.";

function withoutValue({ property, code }: CheckFailure): CheckFailure {
  const message = `${property}: it is refused, and not told how, because that would show a secret`;
  return {
    property,
    code,
    reason: tell(message, "docs/errors.md tells what the code means.", code),
  };
}
