import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { Host } from "../../../provider/executor/host/host.ts";
import { withoutRepeats } from "../../../provider/executor/host/repeated-run.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { HostOperation, Run } from "../../../provider/target/host-operation.ts";
import { scratch } from "../scratch.ts";
import { ask } from "./shells.ts";

function virsh(...args: Run["args"]): HostOperation {
  return { op: "run", program: "virsh", args, readOnly: true };
}

const list = virsh("list");
const read: HostOperation = { op: "readFile", path: "/etc/passwd", accounts: false };
const remove: HostOperation = { op: "removeFile", path: "/nowhere" };
const held: HostOperation = { op: "onlyIfOutput" };
const define: HostOperation = { op: "run", program: "virsh", args: ["define"], readOnly: false };

type Sections = readonly (readonly HostOperation[])[];

const cases: readonly [what: string, sections: Sections, asked: Sections][] = [
  [
    "what sections begin with is asked once",
    [
      [list, virsh("pools"), virsh("dump", "a"), held],
      [list, virsh("pools"), virsh("dump", "b"), held],
    ],
    [
      [list, virsh("pools"), virsh("dump", "a"), held],
      [virsh("dump", "b"), held],
    ],
  ],
  [
    "the run that a condition is about stays",
    [
      [list, held],
      [list, held],
    ],
    [
      [list, held],
      [list, held],
    ],
  ],
  [
    "the run whose first line is taken stays",
    [
      [list, virsh({ firstLine: true })],
      [list, virsh({ firstLine: true })],
    ],
    [
      [list, virsh({ firstLine: true })],
      [list, virsh({ firstLine: true })],
    ],
  ],
  [
    "what stands behind something that may fail stays",
    [
      [list, virsh("a")],
      [read, list, virsh("a")],
    ],
    [
      [list, virsh("a")],
      [read, list, virsh("a")],
    ],
  ],
  [
    "up to the first change, and not behind it",
    [
      [list, virsh("a")],
      [list, virsh("b"), remove],
      [list, virsh("c")],
    ],
    [
      [list, virsh("a")],
      [virsh("b"), remove],
      [list, virsh("c")],
    ],
  ],
  [
    "a change by virsh is one, and is itself never left out",
    [
      [define, list, virsh("a")],
      [define, list, virsh("a")],
    ],
    [
      [define, list, virsh("a")],
      [define, list, virsh("a")],
    ],
  ],
];

for (const [what, sections, asked] of cases) {
  test(`asked of virsh: ${what}`, (t) => {
    t.deepEqual(withoutRepeats(sections).sections, asked);
  });
}

test("of a run that was cut off, the sections before are whole", (t) => {
  const [first, second] = [
    [list, virsh("a")],
    [list, virsh("b")],
  ];
  const ran = (stdout: string) => ({ kind: "ran", exitCode: 0, stdout, stderr: "" }) as const;
  const { complete } = withoutRepeats([first, second, first]);
  const whole = [ran("list"), ran("a")];
  t.deepEqual(complete([whole]), [whole]);
  t.deepEqual(complete([whole, [ran("b")]]), [whole, [ran("list"), ran("b")]]);
});

/** This machine with a virsh that says what it was asked, and a list of that. */
function hostWithVirsh(t: ExecutionContext) {
  const directory = scratch(t);
  const log = join(directory, "log");
  const script = `#!/bin/sh\necho "$*" | tee -a '${log}'\ntest "$1" != fail\n`;
  writeFileSync(join(directory, "virsh"), script, { mode: 0o755 });
  const path = `PATH=${directory}:${process.env["PATH"]}`;
  const host = new Host(new LocalTransport("localhost", ["env", path, "sh"]));
  t.teardown(() => host.close());
  return { host, asked: () => readFileSync(log, "utf8").trim().split("\n") };
}

test("targets that wait together are answered as if each were alone", async (t) => {
  const { host, asked } = hostWithVirsh(t);
  const sections = ["a", "b", "c"].map((name) => [
    ...[list, virsh("fail"), virsh("dump", name), virsh("uuid", name), held],
    virsh("status", { firstLine: true }),
  ]);
  const together = await Promise.all(sections.map((section) => ask(host, section)));
  t.is(asked().length, 2 + 3 * 3);
  for (const [index, section] of sections.entries()) {
    t.deepEqual(together[index], await ask(host, section));
  }
  t.is(asked().length, 2 + 3 * 3 + 3 * 5);
});
