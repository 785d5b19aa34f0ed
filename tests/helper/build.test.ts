import { spawnSync } from "node:child_process";
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { ExecutionContext } from "ava";
import { helperSources, make } from "../../toolchain/helper.ts";
import { testWithCompiler, testWithHelper } from "./helper-test.ts";
import { built, jsonOf, runHelper } from "./run-helper.ts";

// Each tool that runs listens for the end of this process.
process.setMaxListeners(50);

testWithHelper(
  "the program is hardened, and needs libc alone",
  async (t) => {
    const what = ["--file-header", "--program-headers", "--dynamic", "--syms"];
    const stdout = readelf(await built("all"), ...what);
    t.regex(stdout, /Type:\s+DYN/);
    t.regex(stdout, /GNU_RELRO/);
    t.regex(stdout, /BIND_NOW|Flags: NOW/);
    t.regex(stdout, /GNU_STACK.* RW /);
    t.regex(stdout, /__stack_chk_fail/);
    const libraries = [...stdout.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name);
    t.deepEqual(
      libraries.filter((name) => !/^(libc\.|ld-)/.test(name ?? "")),
      [],
    );
  },
  "all",
);

testWithHelper(
  "a static program works as well",
  async (t) => {
    const [fixed, shared] = [await built("static"), await built("all")];
    const ended = await runHelper(["probe"], { file: fixed });
    t.is(ended.code, 0);
    t.deepEqual(jsonOf(ended), jsonOf(await runHelper(["probe"], { file: shared })));
  },
  "static",
);

for (const compiler of ["gcc", "clang"]) {
  testWithCompiler(`the analyzer of ${compiler} finds nothing`, compiler, async (t) => {
    const args = ["analyze", `CC=${compiler}`, `OUT=${temporary(t)}`];
    await t.notThrowsAsync(make(args, process.env));
  });
}

for (const compiler of ["clang", "musl-gcc"]) {
  testWithCompiler(
    `${compiler} builds a program that works, shared and static`,
    compiler,
    async (t) => {
      const out = temporary(t);
      await make(["all", "static", `CC=${compiler}`, `OUT=${out}`], process.env);
      const given = jsonOf(await runHelper(["probe"], { file: await built("all") }));
      for (const name of ["kvm-pmu-filter", "kvm-pmu-filter-static"]) {
        const ended = await runHelper(["probe"], { file: join(out, name) });
        t.deepEqual(jsonOf(ended), given, name);
      }
      t.is(interpreter(join(out, "kvm-pmu-filter-static")), undefined);
      t.truthy(interpreter(join(out, "kvm-pmu-filter")));
    },
  );
}

const cross = "aarch64-linux-gnu-gcc";

testWithCompiler(
  "a program for arm64 has that machine's protection of branches",
  cross,
  async (t) => {
    const out = temporary(t);
    await make(["all", `CC=${cross}`, `OUT=${out}`], process.env);
    const file = join(out, "kvm-pmu-filter");
    t.regex(readelf(file, "--file-header"), /Machine:\s+AArch64/);
    // The C library's own start files are not built with it here, so the file as a whole is not marked.
    t.regex(toolOutput("aarch64-linux-gnu-objdump", ["--disassemble", file]), /\bpaciasp\b/);
  },
);

testWithHelper("it compiles where the kernel's headers have no KVM", async (t) => {
  const include = includesWithoutKvm(temporary(t));
  const source = join(helperSources, "src", "kvm", "kernel_headers.c");
  const args = [
    "-std=c17",
    "-D_GNU_SOURCE",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-Wpedantic",
    "-nostdinc",
  ];
  const search = include.flatMap((directory) => ["-isystem", directory]);
  const from = [`-I${join(helperSources, "src")}`, "-fsyntax-only", source];
  t.is(complaints([...args, ...search, ...from]), "");
  const kvm = ["-include", "linux/kvm.h"];
  t.regex(complaints([...args, ...search, ...kvm, ...from]), /linux\/kvm\.h: No such file/);
});

testWithHelper(
  "make install puts all files below PREFIX, within DESTDIR",
  async (t) => {
    const [out, host] = [temporary(t), temporary(t)];
    await make(["install", `OUT=${out}`, `DESTDIR=${host}`, "PREFIX=/usr"], process.env);
    const files = globSync("**", { cwd: host, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const base = join(host, "usr/lib/kvm-pmu-filter");
    const paths = files.map(({ parentPath, name }) => relative(host, join(parentPath, name)));
    t.deepEqual(paths.toSorted(), [
      "usr/lib/kvm-pmu-filter/emulator/usr/bin/qemu-system-aarch64",
      "usr/lib/kvm-pmu-filter/emulator/usr/bin/qemu-system-x86_64",
      "usr/lib/kvm-pmu-filter/emulator/usr/libexec/qemu-kvm",
      "usr/lib/kvm-pmu-filter/kvm-pmu-filter-preload.so",
      "usr/sbin/kvm-pmu-filter",
      "usr/share/man/man8/kvm-pmu-filter.8",
    ]);
    for (const path of paths) t.is(statSync(join(host, path)).mode & 0o7022, 0, path);
    t.is(readlinkSync(join(base, "kvm-pmu-filter")), "../../sbin/kvm-pmu-filter");
    t.is((await runHelper(["--version"], { file: join(base, "kvm-pmu-filter") })).code, 0);
  },
  "all",
);

testWithHelper(
  "make install names the paths of this run, and make uninstall takes away what it installed",
  async (t) => {
    const [out, host] = [temporary(t), temporary(t)];
    for (const prefix of ["/usr", "/opt/a"]) {
      const where = [`OUT=${out}`, `DESTDIR=${host}`, `PREFIX=${prefix}`];
      await make(["install", ...where], process.env);
      const lib = join(host, prefix, "lib", "kvm-pmu-filter");
      const page = readFileSync(join(host, prefix, "share/man/man8/kvm-pmu-filter.8"), "utf8");
      t.true(page.includes(`ExecStart=${prefix}/sbin/kvm-pmu-filter exec `));
      t.true(page.includes(`.It Pa ${prefix}/lib/kvm-pmu-filter/emulator\n`));
      t.notRegex(page, /\/usr\/local/);
      writeFileSync(join(lib, "edited"), "");
      await make(["uninstall", ...where], process.env);
    }
    const left = globSync("**", { cwd: host, withFileTypes: true }).filter((file) => file.isFile());
    t.deepEqual(
      left.map(({ name }) => name),
      ["edited", "edited"],
    );
  },
  "all",
);

testWithHelper(
  "make install PROGRAM=FILE installs that one",
  async (t) => {
    const [out, host] = [temporary(t), temporary(t)];
    const program = `PROGRAM=${join(out, "kvm-pmu-filter-static")}`;
    await make(["install", program, `OUT=${out}`, `DESTDIR=${host}`], process.env);
    t.is(interpreter(join(host, "usr/local/sbin/kvm-pmu-filter")), undefined);
  },
  "static",
);

testWithCompiler("a compiler's new warnings can be let pass", "gcc", async (t) => {
  // One that any code has.
  const args = ["preload", "CC=gcc", "CPPFLAGS=-Wlarger-than=1"];
  await t.throwsAsync(make([...args, `OUT=${temporary(t)}`], process.env));
  const passing = [...args, "CFLAGS=-Wno-error", `OUT=${temporary(t)}`];
  await t.notThrowsAsync(make(passing, process.env));
});

testWithHelper(
  "random inputs do no harm to what is parsed",
  async (t) => {
    const seed = String(Math.floor(Math.random() * 2 ** 32));
    const ended = await runHelper(["20000", seed], { file: await built("fuzz") });
    t.deepEqual(ended, { code: 0, stdout: "20000 inputs\n", stderr: "" }, `seed ${seed}`);
  },
  "fuzz",
);

/** A directory that is gone after the test. */
function temporary(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), "kvm-pmu-filter-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  return directory;
}

function readelf(file: string, ...what: readonly string[]): string {
  return toolOutput("readelf", ["--wide", ...what, file]);
}

/** The program that loads this one, if it is not static. */
function interpreter(file: string): string | undefined {
  return /program interpreter: (.*)\]/.exec(readelf(file, "--program-headers"))?.[1];
}

function toolOutput(tool: string, args: readonly string[]): string {
  const { error, stdout } = spawnSync(tool, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (error !== undefined) throw error;
  return stdout;
}

/** What the compiler complains about. */
function complaints(args: readonly string[]): string {
  return spawnSync("cc", args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } }).stderr;
}

/** Where cc looks for headers, with linux/kvm.h away; the links are put into a directory. */
function includesWithoutKvm(directory: string): readonly string[] {
  const text = complaints(["-E", "-v", "-x", "c", "/dev/null", "-o", "/dev/null"]);
  const [, list = ""] =
    /search starts here:\n((?: .*\n)+)/.exec(text.split("#include <")[1] ?? "") ?? [];
  return list
    .trim()
    .split(/\n\s*/)
    .map((from, index) => {
      const to = join(directory, String(index));
      linkAll(from, to, "linux");
      if (readdirSync(from).includes("linux"))
        linkAll(join(from, "linux"), join(to, "linux"), "kvm.h");
      return to;
    });
}

function linkAll(from: string, to: string, except: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== except) symlinkSync(join(from, name), join(to, name));
  }
}
