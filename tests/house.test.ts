import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import test from "ava";

/*
 * Data flows one way, and so do imports: a room may import from the rooms of its row and from
 * itself. docs/design.md says what the rooms hold.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  filter: ["errors"],
  catalog: ["errors", "filter"],
  encoding: ["errors", "filter"],
  declared: ["errors", "filter", "catalog", "encoding"],
  target: ["errors", "filter", "encoding", "declared"],
  executor: ["errors", "declared", "target"],
  resource: ["errors", "filter", "catalog", "encoding", "declared", "target", "executor"],
  cli: ["errors", "filter", "catalog", "encoding", "declared"],
  engine: ["declared"],
  schema: ["declared", "resource"],
  plugin: ["errors", "declared", "executor", "resource", "engine"],
  dynamic: ["errors", "declared", "executor", "resource", "engine"],
};

/** The packages that a room may load; all may import their types. */
const packages: Readonly<Record<string, readonly string[]>> = {
  errors: ["fastest-levenshtein"],
  declared: ["fp-ts", "io-ts"],
  target: ["fp-ts", "io-ts", "saxes"],
  executor: ["execa", "fp-ts", "io-ts"],
  cli: ["yaml"],
  plugin: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"],
  dynamic: ["@pulumi/pulumi"],
};

const root = join(import.meta.dirname, "..");
const sources = globSync("provider/**/*.ts", { cwd: root }).map((path) => ({
  path,
  room: path.split("/")[1] ?? "",
  text: readFileSync(join(root, path), "utf8"),
}));

test("every room has its row", (t) => {
  t.deepEqual([...new Set(sources.map(({ room }) => room))].sort(), Object.keys(rooms).sort());
});

for (const room of Object.keys(rooms)) {
  test(`${room} imports only along the way of the data`, (t) => {
    const files = sources.filter((source) => source.room === room);
    const strays = files.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((imported) => !mayImport(room, path, imported))
        .map(({ from }) => `${path} imports ${from}`),
    );
    t.true(files.length > 0);
    t.deepEqual(strays, []);
  });
}

test("no file is longer than 250 lines", (t) => {
  const long = sources.filter(({ text }) => text.split("\n").length > 251);
  t.deepEqual(
    long.map(({ path }) => path),
    [],
  );
});

test("names say what is inside", (t) => {
  const nothing = /^(utils?|common|helpers?|misc|shared|lib)(\.ts)?$/;
  const vague = sources.flatMap(({ path }) => path.split("/")).filter((part) => nothing.test(part));
  t.deepEqual(vague, []);
});

test("no module waits at its top level, so that CommonJS can load it", (t) => {
  const waiting = sources.filter(({ text }) => /^(?:const .* = |export .* = )?await /m.test(text));
  t.deepEqual(
    waiting.map(({ path }) => path),
    [],
  );
});

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(text: string): readonly Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"/gms);
  const dynamic = text.matchAll(/\bimport\("([^"]+)"\)/g);
  return [
    ...[...statements].map(([, type, from = ""]) => ({ from, typeOnly: type !== undefined })),
    ...[...dynamic].map(([, from = ""]) => ({ from, typeOnly: false })),
  ];
}

function mayImport(room: string, path: string, { from, typeOnly }: Import): boolean {
  if (from.startsWith("node:")) return true;
  if (!from.startsWith(".")) {
    const name = from
      .split("/")
      .slice(0, from.startsWith("@") ? 2 : 1)
      .join("/");
    return typeOnly || (packages[room]?.includes(name) ?? false);
  }
  const target = new URL(from, `file:///${path}`).pathname.split("/");
  const [, provider, other = ""] = target;
  return (
    provider === "provider" &&
    basename(from).endsWith(".ts") &&
    (other === room || (rooms[room]?.includes(other) ?? false))
  );
}
