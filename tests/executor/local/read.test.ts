import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { HostAnswer } from "../../../provider/target/host-operation.ts";
import { ask, hostWith, kinds } from "../host/shells.ts";
import { scratch } from "../scratch.ts";

function read(...paths: readonly string[]): Promise<readonly HostAnswer[]> {
  return ask(
    hostWith(),
    paths.map((path) => ({ op: "readFile", path, accounts: false })),
  );
}

test("a file is read with its mode", async (t) => {
  const path = join(scratch(t), "web.args");
  writeFileSync(path, "-object\nä\n");
  chmodSync(path, 0o4604);
  const [reading] = await read(path);
  t.like(reading, { kind: "file", file: { text: "-object\nä\n", mode: "4604" } });
});

test("a mode has four digits", async (t) => {
  const path = join(scratch(t), "web.args");
  writeFileSync(path, "");
  chmodSync(path, 0o040);
  t.like((await read(path))[0], { kind: "file", file: { text: "", mode: "0040" } });
});

test("answers come in the order of the queries", async (t) => {
  const directory = scratch(t);
  const paths = ["a", "gone", "b", "."].map((name) => join(directory, name));
  writeFileSync(join(directory, "a"), "A");
  writeFileSync(join(directory, "b"), "B");
  const readings = await read(...paths);
  t.deepEqual(
    readings.map((reading) => (reading.kind === "file" ? reading.file.text : reading.kind)),
    ["A", "absent", "B", "other"],
  );
});

test("what is not there is absent, also where its directory is not", async (t) => {
  const directory = scratch(t);
  const readings = await read(join(directory, "gone"), join(directory, "gone", "too"));
  t.deepEqual(readings, [{ kind: "absent" }, { kind: "absent" }]);
});

test("links are not followed, whether they lead anywhere or not", async (t) => {
  const directory = scratch(t);
  const [target, link, dangling] = ["a", "link", "dangling"].map((name) => join(directory, name));
  if (!target || !link || !dangling) throw new Error("unreachable");
  writeFileSync(target, "A");
  symlinkSync(target, link);
  symlinkSync(join(directory, "gone"), dangling);
  for (const reading of await read(link, dangling)) t.is(reading.kind, "other");
});

test("what is no regular file is told, and not opened", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "directory"));
  execFileSync("mkfifo", [join(directory, "fifo")]);
  const readings = await read(join(directory, "directory"), join(directory, "fifo"), "/dev/null");
  for (const reading of readings) t.is(reading.kind, "other");
});

test("a file larger than 128 KiB is none of ours, and not read", async (t) => {
  const directory = scratch(t);
  const [large, larger] = [join(directory, "large"), join(directory, "larger")];
  for (const [path, size] of [
    [large, 128 * 1024],
    [larger, 128 * 1024 + 1],
  ] as const) {
    writeFileSync(path, "");
    truncateSync(path, size);
  }
  const [first, second] = await read(large, larger);
  t.is(first?.kind, "file");
  t.is(second?.kind, "other");
});

test("what cannot be told is an error, never absent", async (t) => {
  const directory = scratch(t);
  writeFileSync(join(directory, "file"), "");
  symlinkSync(join(directory, "loop"), join(directory, "loop"));
  t.deepEqual(kinds(await read(join(directory, "file", "web.args"))), ["not-a-directory"]);
  const loop = await read(join(directory, "gone"), join(directory, "loop", "web.args"));
  t.deepEqual(kinds(loop), ["absent", "link-loop"]);
});
