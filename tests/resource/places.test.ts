import test from "ava";
import { unknownValue } from "../../provider/declared/property-value.ts";
import type { DeclaredTarget } from "../../provider/declared/target.ts";
import { placeOfKey, placesOf } from "../../provider/resource/places.ts";

const file = (path: string, connection?: DeclaredTarget["connection"]): DeclaredTarget => ({
  ...(connection && { connection }),
  qemuArgs: { path },
});
const lint = {};

test("the same place twice is refused, however its host is said", (t) => {
  const { problems } = placesOf(
    { targets: [file("/a", { host: "kvm1" }), file("/b"), file("/a")] },
    { lint, connection: { host: "kvm1" } },
  );
  t.deepEqual(
    problems.map(({ path, code }) => [path.join("."), code]),
    [["targets.2", "TARGET_DUPLICATE"]],
  );
});

test("the same place on two hosts is two places", (t) => {
  const targets = [file("/a", { host: "kvm1" }), file("/a", { host: "kvm2" }), file("/a")];
  t.deepEqual(placesOf({ targets }, { lint }).problems, []);
});

test("a connection without a host is refused where the provider has none", (t) => {
  const targets = [file("/a", { user: "ops" })];
  const { problems } = placesOf({ targets }, { lint });
  t.like(problems, [{ path: ["targets", 0, "connection", "host"], code: "PROPERTY_MISSING" }]);
  t.deepEqual(placesOf({ targets }, { lint, connection: { host: "kvm1" } }).problems, []);
});

test("what is unknown of a target takes its key only if it says where it is", (t) => {
  const connection = { host: "kvm1", password: unknownValue } as const;
  const known = placesOf({ targets: [{ connection, qemuArgs: { path: "/a" } }] }, { lint });
  t.deepEqual(known.keys, ["qemuArgs:kvm1:/a"]);
  t.deepEqual(known.places, [undefined]);
  const where = { connection: { host: unknownValue }, qemuArgs: { path: "/a" } } as const;
  t.is(placesOf({ targets: [where] }, { lint }).keys, undefined);
});

const connections: readonly [what: string, declared: readonly DeclaredTarget[], user?: string][] = [
  ["as it was declared for it", [file("/b"), file("/a", { host: "kvm1", user: "own" })], "own"],
  ["as for another target on its host", [file("/b", { host: "kvm1", user: "other" })], "other"],
  ["as the provider says", [file("/b", { host: "kvm2", user: "far" })], "providers"],
];

for (const [what, declared, user] of connections) {
  test(`a key's host is reached ${what}`, (t) => {
    const defaults = { lint, connection: { user: "providers" } };
    const place = placeOfKey("qemuArgs:kvm1:/a", declared, defaults);
    t.is(place?.host, "kvm1");
    t.is(place?.connection?.host, "kvm1");
    t.is(place?.connection?.user, user);
  });
}

test("a key on this machine needs no connection", (t) => {
  const place = placeOfKey("qemuArgs:localhost:/a", [], { lint });
  t.deepEqual(place, {
    key: "qemuArgs:localhost:/a",
    host: "localhost",
    connection: undefined,
    target: { qemuArgs: { path: "/a" } },
  });
});

test("a key of another version is no place", (t) => {
  t.is(placeOfKey("disk:localhost:/a", [], { lint }), undefined);
});
