import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import type { PropertyPath } from "../../provider/declared/property-path.ts";
import { type PropertyObject, unknownValue } from "../../provider/declared/property-value.ts";
import { fromEngine, toEngine } from "../../provider/engine/special-values.ts";

// As in Pulumi's sdk/go/common/resource/plugin/rpc.go.
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [signatureKey]: "1b47061264138c4ac30d75fd1eb44270", value });

test("unknowns are found wherever they stand", (t) => {
  const { values, secrets } = fromEngine({
    action: unknownText,
    events: [{ select: unknownText }, unknownText, { name: `x${unknownText}` }],
  });
  t.deepEqual(values, {
    action: unknownValue,
    events: [{ select: unknownValue }, unknownValue, { name: `x${unknownText}` }],
  });
  t.deepEqual(secrets, []);
});

test("secrets are taken out wherever they stand, and the outermost are known by their way", (t) => {
  const { values, secrets } = fromEngine({
    action: secret("allow"),
    events: [{ select: secret("0xc4"), umask: 0 }, secret({ code: secret(unknownText) })],
    cpus: ["intel"],
    targets: secret(secret([])),
  });
  t.deepEqual(values, {
    action: "allow",
    events: [{ select: "0xc4", umask: 0 }, { code: unknownValue }],
    cpus: ["intel"],
    targets: [],
  });
  t.deepEqual(secrets, [["action"], ["events", 0, "select"], ["events", 1], ["targets"]]);
});

test("objects with another signature are left as they are", (t) => {
  const asset = { [signatureKey]: "c44067f5952c0a294b673a41bacd8c17", text: "x" };
  t.deepEqual(fromEngine({ asset }), { values: { asset }, secrets: [] });
});

test("a secret is wrapped at its place, unknowns as well, and nothing in it again", (t) => {
  const values: PropertyObject = {
    events: [{ select: "0xc4" }, unknownValue],
    action: unknownValue,
    cpus: ["intel"],
    entries: unknownValue,
    qemuId: undefined,
    nothing: null,
  };
  const secrets = [["events", 0, "select"], ["cpus"], ["cpus", 0], ["entries"], ["not", "there"]];
  t.deepEqual(toEngine({ values, secrets }), {
    events: [{ select: secret("0xc4") }, unknownText],
    action: unknownText,
    cpus: secret(["intel"]),
    entries: secret(unknownText),
    nothing: null,
  });
});

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, 0, 1.5, "", "text", unknownValue),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
  ),
}));
const anyProperties = fc.dictionary(fc.string(), anyValue, {
  maxKeys: 5,
}) as fc.Arbitrary<PropertyObject>;

testProp(
  "what was written is read back, and nothing special is left in between",
  [anyProperties, fc.infiniteStream(fc.boolean())],
  (t, values, stream) => {
    const secrets = outermost(pathsIn(values).filter(() => stream.next().value));
    const sent = toEngine({ values, secrets });
    t.deepEqual(fromEngine(JSON.parse(JSON.stringify(sent))), { values: plain(values), secrets });
  },
);

/** The same without the prototypes that fast-check makes objects with. */
function plain(values: PropertyObject): PropertyObject {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
  };
  return copy(values) as PropertyObject;
}

/** The ways to all values. */
function pathsIn(value: unknown, path: PropertyPath = []): readonly PropertyPath[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== "object" || value === null) return own;
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...members.flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** Those that begin with no other. */
function outermost(paths: readonly PropertyPath[]): readonly PropertyPath[] {
  return paths.filter(
    (path) => !paths.some((other) => other.length < path.length && startsWith(path, other)),
  );
}

function startsWith(path: PropertyPath, other: PropertyPath): boolean {
  return other.every((key, index) => path[index] === key);
}
