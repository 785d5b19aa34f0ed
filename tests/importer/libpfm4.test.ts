import { join } from "node:path";
import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { evaluate, MacroUnknown } from "../../importer/libpfm4/c-expression.ts";
import { readTokens } from "../../importer/libpfm4/c-tokens.ts";
import { readLibpfm4 } from "../../importer/libpfm4/read-libpfm4.ts";

const fixture = join(import.meta.dirname, "fixtures", "libpfm4");

function readingOf(id: string) {
  const core = readLibpfm4(fixture)?.cores.find((one) => one.core.id === id);
  return core?.read();
}

test("Intel's tables: names, bits of the register, groups, equivalents", (t) => {
  t.deepEqual(Object.fromEntries(readingOf("example")?.events ?? []), {
    TICKS: "3c/00",
    UNHALTED_REFERENCE_CYCLES: "fixed/2",
    "KETTLES.BOILED": "a4/01",
    "KETTLES.BOILED_CYCLES": "a4/01 cmask=1 edge",
    "KETTLES.HARD": "a4/02 inv",
    "KETTLES.BOILED_SLOWLY": "a4/01 cmask=2 any",
    "KETTLES.ELSEWHERE": "55/08",
    "TRIPS_0.FAR": "b7/01 msr=offcore",
    ALL_TICKS: "3c/00 inv",
  });
});

test("what Intel's tables have and the reader leaves out", (t) => {
  t.deepEqual(readingOf("example")?.leftOut, [
    { reason: "pseudo-code", name: "WHISTLES" },
    { reason: "macro-unknown", name: "KETTLES.SOFT (NOT_DEFINED_HERE)" },
    { reason: "model-specific", name: "KETTLES.OTHER_MODEL" },
    { reason: "macro-unknown", name: "KETTLES (EXAMPLE_PAIR)" },
  ]);
});

test("AMD's tables: selects of 12 bits, and the defaults of other groups", (t) => {
  const reading = readingOf("zen9");
  t.deepEqual(Object.fromEntries(reading?.events ?? []), {
    BREADS: "1cf/00",
    "OVENS.NONE_LEFT": "0a/f0",
    "OVENS.WARM_LEFT": "0a/f3",
    "OVENS.ANY_RIGHT": "0a/f0",
  });
  t.deepEqual(reading?.leftOut, [{ reason: "pseudo-code", name: "SAMPLED" }]);
});

test("Arm's tables", (t) => {
  t.deepEqual(Object.fromEntries(readingOf("neoverse-x9")?.events ?? []), {
    LEAVES_FALLEN: "0011",
    LEAVES_STORED: "8000",
  });
});

test("headers of units outside the cores are no core types", (t) => {
  const ids = readLibpfm4(fixture)?.cores.map(({ core }) => core.id);
  t.deepEqual(ids, ["zen9", "neoverse-x9", "example"]);
});

test("its events directory is the same source", (t) => {
  const paths = (directory: string) => readLibpfm4(directory)?.cores.map(({ path }) => path);
  t.deepEqual(paths(join(fixture, "lib", "events")), paths(fixture));
});

function compute(text: string, defines = ""): bigint {
  const all = readTokens(`#define VALUE ${text}\n${defines}`).defines;
  return evaluate(all.get("VALUE") ?? [], all);
}

test("expressions have C's precedence", (t) => {
  t.is(compute("0x1 | 1 << 4 + 4"), 0x101n);
  t.is(compute("(1ULL << (37+8)) | 3u & 2"), (1n << 45n) | 2n);
  t.is(compute("BIT | 1", "#define BIT (1 << SHIFT)\n#define SHIFT 3"), 9n);
});

test("an unknown word is an error that names it", (t) => {
  t.throws(() => compute("1 | ELSEWHERE"), { instanceOf: MacroUnknown, message: "ELSEWHERE" });
  t.throws(() => compute("LOOP", "#define LOOP (LOOP)"), { instanceOf: MacroUnknown });
});

testProp(
  "a union of shifted numbers is their union",
  [fc.array(fc.tuple(fc.nat(0xffff), fc.nat(40)), { minLength: 1 })],
  (t, parts) => {
    const text = parts.map(([value, shift]) => `(0x${value.toString(16)}ull << ${shift})`);
    const union = parts.reduce(
      (bits, [value, shift]) => bits | (BigInt(value) << BigInt(shift)),
      0n,
    );
    t.is(compute(text.join(" | ")), union);
  },
);
