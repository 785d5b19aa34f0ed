const filter = ["action", "cpus", "events", "fixedCounters"];
const object = [...filter, "qemuId"];

/** Which inputs each computed property can tell something about. */
const sources: Readonly<Record<string, readonly string[]>> = {
  entries: filter,
  applied: [...object, "targets"],
  status: ["targets"],
  fingerprint: filter,
  kvmStruct: filter,
  warnings: filter,
  qemuObject: object,
  qemuAccel: ["qemuId"],
  qemuArguments: object,
};

/** The secret properties among inputs and outputs: the secret inputs, and what tells of them. */
export function withDerivedSecrets(secretInputs: ReadonlySet<string>): ReadonlySet<string> {
  const derived = Object.entries(sources)
    .filter(([, inputs]) => inputs.some((input) => secretInputs.has(input)))
    .map(([key]) => key);
  return new Set([...secretInputs, ...derived]);
}
