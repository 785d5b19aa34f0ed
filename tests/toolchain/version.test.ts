import test from "ava";
import { isAtLeast, parseVersion } from "../../toolchain/version.js";

const parsed = [
  ["v24.1.0", [24, 1, 0]],
  ["3.226.0-alpha.1+dirty", [3, 226, 0]],
  ["go1.26rc1", [1, 26, 0]],
  ["devel go1.27-abc", [1, 27, 0]],
  ["no version", undefined],
] as const;

for (const [text, version] of parsed) {
  test(`version in "${text}"`, (t) => {
    t.deepEqual(parseVersion(text), version);
  });
}

const compared = [
  ["3.226.0", "3.226.0", true],
  ["3.225.9", "3.226.0", false],
  ["3.1000.0", "3.226.0", true],
  ["4.0.0", "3.226.0", true],
  ["2.999.999", "3.226.0", false],
  ["go1.26", "1.25.11", true],
  ["go1.25.9", "1.25.11", false],
  ["nothing", "1.0.0", false],
] as const;

for (const [text, minimum, expected] of compared) {
  test(`${text} is ${expected ? "" : "not "}at least ${minimum}`, (t) => {
    t.is(isAtLeast(text, minimum), expected);
  });
}
