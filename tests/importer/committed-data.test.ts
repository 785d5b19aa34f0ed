import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { coreText } from "../../importer/catalogue/core-file.ts";
import type { IndexRow } from "../../importer/catalogue/index-file.ts";
import type { Provenance } from "../../importer/catalogue/provenance.ts";
import type { Core } from "../../importer/source.ts";

const data = join(import.meta.dirname, "..", "..", "provider", "catalog", "data");
const index = JSON.parse(readFileSync(join(data, "index.json"), "utf8")) as readonly IndexRow[];

interface CoreFile {
  readonly cpu: string;
  readonly source: Provenance;
  readonly added?: readonly Provenance[];
  readonly events: Readonly<Record<string, string>>;
}

function read({ file }: Pick<IndexRow, "file">) {
  const text = readFileSync(join(data, file), "utf8");
  return { text, ...(JSON.parse(text) as CoreFile) };
}

const unseen = "( cmask=[1-9]\\d*)?( inv)?( edge)?( any)?( msr=[a-z0-9-]+)?( ext=[0-9a-f]{2})?";
const lines: Readonly<Record<string, RegExp>> = {
  intel: new RegExp(`^([0-9a-f]{2}/[0-9a-f]{2}(,[0-9a-f]{2}/[0-9a-f]{2})*|fixed/\\d)${unseen}$`),
  amd: new RegExp(`^[0-9a-f]{2,3}/[0-9a-f]{2}${unseen}$`),
  arm: /^[0-9a-f]{4}$/,
};

test("the index names every file, and each once", (t) => {
  const files = globSync("*/*.json", { cwd: data }).toSorted();
  t.deepEqual(index.map(({ file }) => file).toSorted(), files);
  t.is(new Set(index.map(({ cpu }) => cpu.toLowerCase())).size, index.length);
});

test("the core types that the project promises are there", (t) => {
  const promised =
    "HSX BDX SKX CLX ICX SPR EMR GNR SRF zen1 zen2 zen3 zen4 zen5 neoverse-n1 neoverse-n2 " +
    "neoverse-n3 neoverse-v1 neoverse-v2 neoverse-v3 armv8";
  const there = new Set(index.map(({ cpu }) => cpu));
  t.deepEqual(
    promised.split(" ").filter((cpu) => !there.has(cpu)),
    [],
  );
});

for (const row of index) {
  test(`${row.cpu}: every line has the form, and there is no text`, (t) => {
    const { events, text, cpu, source, added } = read(row);
    t.is(cpu, row.cpu);
    const odd = Object.entries(events).filter(
      ([name, line]) => !/^[A-Za-z0-9_.:=]+$/.test(name) || lines[row.vendor]?.test(line) !== true,
    );
    t.deepEqual(odd, []);
    t.true(Object.keys(events).length > 0);
    const folded = Object.keys(events).map((name) => name.toLowerCase());
    t.is(new Set(folded).size, folded.length);
    const core = { id: cpu, vendor: row.vendor, title: row.title, aliases: [] } satisfies Core;
    const whole = { source, ...(added && { added }), events: new Map(Object.entries(events)) };
    t.is(coreText(core, whole), text);
  });

  test(`${row.cpu}: package, version and licence are told`, (t) => {
    const { source, added = [] } = read(row);
    for (const one of [source, ...added]) {
      t.regex(one.package, /^[a-z0-9.+-]+$/);
      t.regex(one.version, /^\d/);
      t.true(["GPL-2.0", "MIT", "BSD-3-Clause"].includes(one.licence));
    }
  });

  test(`${row.cpu}: its CPUs are patterns of its vendor`, (t) => {
    const { vendor, cpuid = [], midr = [], cpu } = row;
    const maker = { intel: /^GenuineIntel-/, amd: /^AuthenticAMD-/, arm: /^0x[0-9a-f]{16}$/ }[
      vendor
    ];
    const patterns = vendor === "arm" ? midr : cpuid;
    t.true(patterns.every((pattern) => maker.test(pattern)));
    t.is(patterns.length > 0, cpu !== "armv8");
  });
}

test("of AMD's patterns, which overlap, the first that matches is the core type's", (t) => {
  const first = (cpuid: string) =>
    index.find(({ cpuid: patterns = [] }) =>
      patterns.some((pattern) =>
        new RegExp(`^${pattern.replaceAll("[[:xdigit:]]", "[0-9A-Fa-f]")}$`).test(cpuid),
      ),
    )?.cpu;
  t.is(first("AuthenticAMD-23-1"), "zen1");
  t.is(first("AuthenticAMD-23-31"), "zen2");
  t.is(first("AuthenticAMD-25-1"), "zen3");
  t.is(first("AuthenticAMD-25-11"), "zen4");
  t.is(first("AuthenticAMD-26-2"), "zen5");
});
