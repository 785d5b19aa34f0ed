import test from "ava";
import type { FileReading } from "../../../provider/target/file-reading.ts";
import type { HostAnswer, HostOperation } from "../../../provider/target/host-operation.ts";
import { qemuArgsTarget } from "../../../provider/target/qemu-args/qemu-args-target.ts";
import { recordPath, renderRecord } from "../../../provider/target/qemu-args/record.ts";
import { wantedFile } from "../../../provider/target/qemu-args/wanted-file.ts";
import { drive } from "../vm/drive.ts";
import { argumentsOf, branches } from "./filters.ts";

const path = "/etc/web.args";
const target = { connection: { host: "kvm1" }, qemuArgs: { path } };
const place = { key: "qemuArgs:kvm1:/etc/web.args", host: "kvm1", connection: undefined, target };
const filter = { qemuArguments: argumentsOf(branches) };
const file = wantedFile(target.qemuArgs, filter.qemuArguments);
const wanted = { ...place, filter, fingerprint: file.fingerprint };

const absent: FileReading = { kind: "absent" };
const written = (text: string): FileReading => ({
  kind: "file",
  file: { text, mode: "0644", owner: ["0"], group: ["0"] },
});
const done: HostAnswer = { kind: "done" };
const skipped: HostAnswer = { kind: "skipped" };
const condition = (held: boolean): HostAnswer => ({ kind: "condition", held });
const inPlace = [written(file.text), written(renderRecord("r1", file.fingerprint))];

test("a put is one exchange: look, go on if it is ours, write, look again", (t) => {
  const { asked, result } = drive(qemuArgsTarget.put(wanted, "r1"), [
    ...[absent, absent, condition(true)],
    ...[done, done, done],
    ...inPlace,
  ]);
  t.deepEqual(
    asked[0]?.map(({ op }) => op),
    [
      ...["readFile", "readFile", "onlyIfOwn"],
      ...["stageFile", "stageFile", "commit"],
      ...["readFile", "readFile"],
    ],
  );
  t.is(result.before.found, "nothing");
  t.like(result.after, { found: "written", recordOf: "r1", fingerprint: file.fingerprint });
});

test("what is not the resource's is told, and left alone", (t) => {
  const others = written(renderRecord("r2", file.fingerprint));
  const answers = [written(file.text), others, condition(false), ...Array(5).fill(skipped)];
  const { result } = drive(qemuArgsTarget.put(wanted, "r1"), answers);
  t.like(result.before, { found: "written", recordOf: "r2" });
  t.is(result.after, undefined);
});

const others = renderRecord("r2", file.fingerprint);
const foreignText = "-m\n16\n";

/** What a put may replace: what is there, and the conditions on which it is done. */
const replaceable: Readonly<
  Record<string, readonly [there: readonly FileReading[], conditions: readonly HostOperation[]]>
> = {
  "another resource's file": [
    [written(file.text), written(others)],
    [
      { op: "onlyIfSame", path, text: file.text },
      { op: "onlyIfSame", path: recordPath(path), text: others },
    ],
  ],
  "a file without a record": [
    [written(foreignText), absent],
    [
      { op: "onlyIfSame", path, text: foreignText },
      { op: "onlyIfSame", path: recordPath(path), text: undefined },
    ],
  ],
};

for (const [what, [there, conditions]] of Object.entries(replaceable)) {
  const unmet = [...there, condition(false), ...Array(6).fill(skipped)];
  const refused = drive(qemuArgsTarget.put(wanted, "r1"), unmet.slice(0, 8));
  const over = refused.result.before;

  test(`${what} is replaced only as it was seen`, (t) => {
    const { asked, result } = drive(qemuArgsTarget.put(wanted, "r1", over), there, [
      ...there,
      condition(true),
      condition(true),
      done,
      done,
      done,
      ...inPlace,
    ]);
    t.deepEqual(asked[1]?.slice(2, 4), conditions);
    t.like(result.after, { found: "written", recordOf: "r1" });
  });

  test(`${what} is left where it changed since`, (t) => {
    const edited = [written("-m\n32\n"), there[1] ?? absent];
    const one = drive(qemuArgsTarget.put(wanted, "r1", over), edited);
    t.is(one.result.after, undefined);
    const two = drive(
      qemuArgsTarget.put(wanted, "r1", over),
      there,
      [...unmet, ...inPlace].slice(0, 9),
    );
    t.is(two.result.after, undefined);
  });

  test(`${what} is taken away only as it was seen`, (t) => {
    const { asked, result } = drive(qemuArgsTarget.remove(place, "r1", over), there, [
      ...there,
      condition(true),
      condition(true),
      done,
      done,
    ]);
    t.deepEqual(asked[1]?.slice(2, 4), conditions);
    t.true(result.removed);
  });
}

const reformatted = `${JSON.stringify(JSON.parse(renderRecord("r1", file.fingerprint)), null, 2)}\n`;
const mine = [written(file.text), written(reformatted)];

test("a record of the resource's in another hand is its own all the same", (t) => {
  const rest = Array(5).fill(skipped);
  const removal = drive(
    qemuArgsTarget.remove(place, "r1"),
    [...mine, condition(false), ...rest.slice(0, 2)],
    [...mine, condition(true), condition(true), done, done],
  );
  t.true(removal.result.removed);
  t.like(removal.asked[1]?.[3], { op: "onlyIfSame", text: reformatted });
  const put = drive(
    qemuArgsTarget.put(wanted, "r1"),
    [...mine, condition(false), ...rest],
    [...mine, condition(true), condition(true), done, done, done, ...inPlace],
  );
  t.is(put.result.after?.found, "written");
});

const failures = [
  ["a look that fails", 0, "FILE_INACCESSIBLE"],
  ["a write that fails", 4, "FILE_INACCESSIBLE"],
] as const;

for (const [what, at, code] of failures) {
  test(`${what} says where`, (t) => {
    const failed: HostAnswer = { kind: "failed", reason: "disk-full", words: "no space" };
    const good = [absent, absent, condition(true), done, done, done, absent, absent];
    const answers = good.map((answer, index) =>
      index < at ? answer : index === at ? failed : skipped,
    );
    const error = t.throws(() => drive(qemuArgsTarget.put(wanted, "r1"), answers), { code });
    t.true(error?.message.includes(path));
    t.true(error?.message.includes("kvm1"));
  });
}

test("a removal takes the file before its record, and only if it is ours", (t) => {
  const { asked, result } = drive(qemuArgsTarget.remove(place, "r1"), [
    ...inPlace,
    condition(true),
    ...[done, done],
  ]);
  t.deepEqual(asked[0]?.slice(2), [
    { op: "onlyIfOwn", path, record: `${path}.pmufilter.json`, resource: "r1" },
    { op: "removeFile", path },
    { op: "removeFile", path: `${path}.pmufilter.json` },
  ]);
  t.true(result.removed);
  const left = [written(file.text), absent, condition(false), skipped, skipped];
  t.false(drive(qemuArgsTarget.remove(place, "r1"), left).result.removed);
});

test("the plan of a dry run has the files, and their removal", (t) => {
  t.deepEqual(
    qemuArgsTarget.putSteps(wanted, "r1").map((step) => step.step),
    ["writeFile", "writeFile"],
  );
  t.deepEqual(qemuArgsTarget.removeSteps(place), [
    { step: "removeFile", path },
    { step: "removeFile", path: `${path}.pmufilter.json` },
  ]);
});
