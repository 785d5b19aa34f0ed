import test from "ava";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

const allow = (...events: string[]) =>
  `action: allow\ncpus: [intel]\nevents: [${events.map((event) => `{${event}}`).join(", ")}]\n`;

test("diff tells what a guest gains and loses, by name", async (t) => {
  const around = {
    files: {
      a: allow("name: branches", "select: 0xc5, umask: 0x20"),
      b: `${allow("name: branch-misses", "select: 0xd0, mask: 0xfe, match: 0x80")}fixedCounters: [cycles]\n`,
    },
  };
  const { exitCode, json } = await runJson(["diff", "a", "b"], around);
  t.is(exitCode, 1);
  t.false(json.same);
  t.deepEqual(json.gained, {
    fixedCounters: ["cycles"],
    events: [{ code: "c5/00", names: ["branch-misses"] }],
    unnamedPairs: 2,
    unnamed: [
      {
        firstSelect: "0xd0",
        lastSelect: "0xd0",
        umasks: `0x${(0b11n << 128n).toString(16).padStart(64, "0")}`,
      },
    ],
  });
  t.deepEqual(json.lost.events, [{ code: "c4/00", names: ["branches"] }]);
  t.is(json.lost.unnamedPairs, 1);
});

test("filters of the same effect are the same, however they say it", async (t) => {
  const around = {
    files: {
      a: allow("select: 0xd0, mask: 0xfe, match: 0x80"),
      b: allow("select: 0xd0, umask: 0x81", "select: 0xd0, umask: 0x80"),
    },
  };
  const { exitCode, stdout } = await runInMemory(["diff", "a", "b"], around);
  t.is(exitCode, 0);
  t.is(stdout, "");
});

test("a VM without a filter counts everything", async (t) => {
  const { json } = await runJson(["diff", "libvirt.log", "web.yaml"], { files });
  t.deepEqual(json.gained.events, []);
  t.is(json.gained.unnamedPairs, 0);
  const lost = json.lost.events.length + json.lost.unnamedPairs;
  // All 65536 pairs but branches, cycles and the 8 umasks of d0 with none of the bits 2 to 6.
  t.is(lost, 65_536 - 10);
  const nothing = await runJson(["diff", "libvirt.log", "unlinked.txt"], { files });
  t.true(nothing.json.same);
});

test("arm64: diff tells ranges, and the events with names", async (t) => {
  const { json } = await runJson(["diff", "calls.hex", "kvmtool.txt"], { files });
  t.deepEqual(json.gained.ranges, ["0031-003f"]);
  t.deepEqual(json.lost, { ranges: [], events: [], pmceid: [] });
  t.is(json.gained.events[0].code, "0031");
  t.is((await runJson(["diff", "kvmtool.txt", "qemu.txt"], { files })).exitCode, 0);
});

test("a select that the hosts do not have makes no difference there", async (t) => {
  const around = {
    files: { a: "action: allow\nevents: [{select: 0x1c2, umask: 0}]\n", b: "action: allow\n" },
  };
  t.is((await runInMemory(["diff", "a", "b"], around)).exitCode, 1);
  const hexes = { files: { a: files["amd.hex"] ?? "", b: "action: allow\n" } };
  t.is((await runInMemory(["diff", "--cpu", "amd", "a", "b"], hexes)).exitCode, 1);
});

test("arm64: what KVM never filters is neither gained nor lost, only shown to perf", async (t) => {
  const { json } = await runJson(["diff", "kvmtool.txt", "-"], {
    files,
    stdin: "A:0x11-0x11,A:0x31-0x3f,A:0x0-0x0,A:0x1e-0x1e",
  });
  t.false(json.same);
  t.deepEqual(json.gained, { ranges: [], events: [], pmceid: ["0000", "001e"] });
});
