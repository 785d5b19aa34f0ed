import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { readPerfmon } from "../../importer/perfmon/read-perfmon.ts";

const fixture = join(import.meta.dirname, "fixtures", "perfmon");

function idsIn(directory: string): readonly string[] | undefined {
  return readPerfmon(directory)?.cores.map(({ core }) => core.id);
}

function coreOf(id: string) {
  return readPerfmon(fixture)?.cores.find(({ core }) => core.id === id);
}

test("the core types of the mapfile, hybrid ones by their role", (t) => {
  t.deepEqual(idsIn(fixture), ["EXA", "EXB", "ADL-core", "ADL-atom", "ADLN"]);
  t.deepEqual(coreOf("EXA")?.core.cpuid, ["GenuineIntel-99-0A", "GenuineIntel-99-0B"]);
  t.deepEqual(coreOf("ADLN")?.core.cpuid, ["GenuineIntel-6-BE"]);
  t.is(coreOf("EXA")?.revision, "v1.05");
});

test("a list with a header, Intel's keys with nothing in them", (t) => {
  t.deepEqual(Object.fromEntries(coreOf("EXA")?.read().events ?? []), {
    "HOURS.SPENT": "fixed/1",
    "HOURS.BOOKED": "c4/00",
    "HOURS.LOST": "c4/00 ext=01",
    "TRIPS.FAR": "2a/01,2b/01 msr=offcore",
    "TRIPS.NEAR": "b7/01,b7/02 msr=offcore",
    "GATE.SHUT": "c6/01 cmask=16 inv msr=frontend",
    "GATE.SLOW": "cd/01 msr=load-latency",
  });
});

test("a bare list", (t) => {
  t.deepEqual([...(coreOf("EXB")?.read().events ?? [])], [["PATHS.TAKEN", "d0/81 any"]]);
});

test("one part's directory", (t) => {
  t.deepEqual(idsIn(join(fixture, "EXA")), ["EXA"]);
  t.deepEqual(idsIn(join(fixture, "ADL", "events")), ["ADL-core", "ADL-atom", "ADLN"]);
});

test("without a mapfile the files' names tell the core types", (t) => {
  const copy = mkdtempSync(join(tmpdir(), "pmufilter-perfmon-"));
  cpSync(fixture, copy, { recursive: true });
  rmSync(join(copy, "mapfile.csv"));
  t.deepEqual(idsIn(copy)?.toSorted(), ["ADL-atom", "ADL-core", "EXA", "EXB"]);
  t.is(readPerfmon(copy)?.cores.find(({ core }) => core.id === "EXA")?.revision, "v1.05");
});

test("a file that the mapfile names and that is not there is a fault", (t) => {
  const copy = mkdtempSync(join(tmpdir(), "pmufilter-perfmon-"));
  cpSync(fixture, copy, { recursive: true });
  rmSync(join(copy, "EXB"), { recursive: true });
  t.is(readPerfmon(copy)?.faults.length, 1);
});
