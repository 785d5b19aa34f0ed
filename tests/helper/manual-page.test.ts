import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { helperSources } from "../../toolchain/helper.ts";

const file = join(helperSources, "kvm-pmu-filter.8");
const page = readFileSync(file, "utf8");
const source = (...path: readonly string[]) =>
  readFileSync(join(helperSources, "src", "command", ...path), "utf8");

/* What a pattern's group finds, each once. */
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found = ""]) => found))].sort();

const section = (name: string): string =>
  page.split(/^\.Sh /m).find((text) => text.startsWith(name)) ?? "";

if (findExecutable("mandoc", process.env["PATH"] ?? "")) {
  test("mandoc finds nothing to warn of in the manual page", (t) => {
    const { status, stdout } = spawnSync("mandoc", ["-T", "lint", "-W", "warning", file], {
      encoding: "utf8",
    });
    t.deepEqual([status, stdout], [0, ""]);
  });
} else {
  test.skip("mandoc finds nothing to warn of (skipped: there is no mandoc on PATH)", () => {});
}

test("the manual page has the program's subcommands", (t) => {
  const names = all(source("command_line.c"), /\[[A-Z]+\] = "([a-z]+)"[,}]/g);
  const forms = ["auto", "binary", "hex"];
  const subcommands = names.filter((name) => !forms.includes(name));
  t.true(subcommands.length >= 6);
  t.deepEqual(all(section("DESCRIPTION"), /^\.It Cm ([a-z]+)$/gm), subcommands);
  t.deepEqual(all(section("SYNOPSIS"), /^\.Cm ([a-z]+)$/gm), subcommands);
});

test("the manual page has the files that make install puts in place, where it does", (t) => {
  const wrapper = readFileSync(join(helperSources, "libvirt-wrapper"), "utf8");
  const [, filters = ""] = / filters=(\/\S+);/.exec(wrapper) ?? [];
  const library = "/usr/local/lib/kvm-pmu-filter";
  t.deepEqual(all(section("FILES"), /^\.It Pa (\S+)$/gm), [
    "/dev/kvm",
    filters,
    "/run/kvm-pmu-filter",
    `${library}/emulator`,
    `${library}/kvm-pmu-filter-preload.so`,
  ]);
  t.deepEqual(all(page, /(\/usr\S*\/)kvm-pmu-filter exec/g), ["/usr/local/sbin/"]);
});

test("the manual page has the program's options", (t) => {
  const options = all(source("command_line.c"), /\{"--([a-z-]+)", OPTION_/g);
  t.true(options.length > 10);
  const described = all(section("DESCRIPTION"), /^\.It (?:Fl h , )?Fl -([a-z-]+)/gm);
  t.deepEqual(described, [...options, "help", "version"].sort());
});

test("the manual page has the program's exit codes and problems", (t) => {
  const exits = new Map(
    [...source("exit_code.h").matchAll(/(EXIT_[A-Z]+) = (\d+)/g)].map(
      ([, name = "", code = ""]) => [name, code],
    ),
  );
  t.deepEqual(all(section("EXIT STATUS"), /^\.It (\d+)$/gm), [...exits.values()].sort());
  const problems = [...source("problem.c").matchAll(/\{"([A-Z_]+)", (EXIT_[A-Z]+)\}/g)]
    .filter(([, code]) => code !== "NO_PROBLEM")
    .map(([, code, exit = ""]) => `${exits.get(exit)} ${code}`);
  const told = section("DIAGNOSTICS")
    .split(/^\.It /m)
    .slice(1)
    .flatMap((item) => all(item, /^([A-Z_]+),?$/gm).map((code) => `${item[0]} ${code}`));
  t.deepEqual(told.toSorted(), problems.toSorted());
});
