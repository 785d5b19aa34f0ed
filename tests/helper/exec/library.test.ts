import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExecutionContext } from "ava";
import { cProgram } from "../c-program.ts";
import {
  testInNamespace,
  testWithCompiler,
  testWithHelper,
  testWithKvm,
  testWithVm,
} from "../helper-test.ts";
import { built, jsonOf, runHelper } from "../run-helper.ts";
import {
  carriedRecords,
  fileOf,
  filters,
  startVmm,
  temporaryDirectory,
  vmmProgram,
  warning,
} from "./vmm.ts";

/** The library as a file, which make leaves beside the program. */
const library = async () => join(dirname(await built("checked")), "kvm-pmu-filter-preload.so");

/* C libraries other than glibc have these, too, and no version of them is asked for. */
const calledInLibc = [
  ...["__errno_location", "clock_gettime", "close", "environ", "fcntl", "free", "getenv"],
  ...[
    "getpid",
    "getrlimit",
    "malloc",
    "memcpy",
    "memrchr",
    "memset",
    "open",
    "read",
    "snprintf",
    "strlen",
  ],
  ...["syscall", "unsetenv", "write"],
];

testWithHelper("the library needs no other, and exports ioctl alone", async (t) => {
  const { stdout } = spawnSync("nm", ["--dynamic", await library()], { encoding: "utf8" });
  const symbols = stdout.split("\n").flatMap((line) => {
    const [, kind = "", name = ""] = / ([A-Za-z]) (\S+)$/.exec(line) ?? [];
    return name === "" ? [] : [{ kind, name }];
  });
  const names = (wanted: RegExp) =>
    symbols.filter(({ kind }) => wanted.test(kind)).map(({ name }) => name);
  t.deepEqual(names(/[^Uw]/), ["ioctl"]);
  t.true(names(/[Uw]/).length > 0);
  t.deepEqual(
    names(/[Uw]/).filter((name) => !calledInLibc.includes(name)),
    [],
  );
  const dynamic = spawnSync("readelf", ["-d", await library()], { encoding: "utf8" }).stdout;
  t.notRegex(dynamic, /NEEDED/);
  t.regex(dynamic, /INITFIRST/);
});

testWithKvm("--library preloads a file, whatever its name", async (t) => {
  const copy = join(temporaryDirectory(t), "a library: with spaces.so");
  copyFileSync(await library(), copy);
  const args = ["--library", copy, "--filter", fileOf(t, filters.three)];
  const vmm = await startVmm(t, args, [await vmmProgram()]);
  t.is(carriedRecords(vmm.pid).length, 1);
  t.is(vmm.stderr(), "");
});

testWithKvm("a library preloaded without exec does nothing", async (t) => {
  const env = { LD_PRELOAD: await library() };
  const { status, stdout } = spawnSync(await vmmProgram(), { env, input: "", encoding: "utf8" });
  t.is(status, 0);
  t.regex(stdout, /^vm \d+\nready \d+\n$/);
});

testWithCompiler("a VMM with the C library musl has its filter", "musl-gcc", async (t) => {
  const headers = [
    "/usr/include",
    `/usr/include/${process.arch === "x64" ? "x86_64" : "aarch64"}-linux-gnu`,
  ];
  const flags = headers.flatMap((directory) => ["-idirafter", directory]);
  const program = await vmmProgram({ compiler: "musl-gcc", flags });
  const vmm = await startVmm(t, ["--filter", fileOf(t, filters.most)], [program]);
  t.is(carriedRecords(vmm.pid).length, 1);
  const refused = fileOf(t, filters.tooMany);
  t.is((await runHelper(["exec", "--filter", refused, "--", program])).code, 1);
});

const mark = "kvm-pmu-filter preload 1\0";

/* musl does not look at a library's machine. */
const unusable: readonly (readonly [string, "glibc" | "musl", (bytes: Buffer) => Uint8Array])[] = [
  ["another library", "glibc", (bytes) => withoutMark(bytes)],
  ["not a library", "glibc", () => Buffer.from(mark)],
  ["not a library", "musl", () => Buffer.from(mark)],
  ["of another machine", "glibc", (bytes) => Buffer.from(bytes).fill(0xf3, 18, 19)],
];

for (const [what, loader, change] of unusable) {
  const musl = loader === "musl";
  const work = async (t: ExecutionContext) => {
    const file = join(temporaryDirectory(t), "library.so");
    writeFileSync(file, change(readFileSync(await library())));
    const observer = new URL("observer.c", import.meta.url);
    const program = await cProgram(observer, musl ? { compiler: "musl-gcc" } : {});
    const args = ["--library", file, "--filter", fileOf(t, filters.three), "--", program];
    const ended = await runHelper(["exec", ...args]);
    t.is(ended.code, 4);
    t.like(jsonOf(ended), { error: { code: "PRELOAD_DENIED" } });
    const optional = await runHelper(["exec", "--optional", ...args]);
    t.is(optional.code, 0);
    t.regex(optional.stderr, warning);
    t.regex(optional.stderr, /\[PRELOAD_DENIED\]/);
  };
  const title = `what ${loader} cannot preload is refused: ${what}`;
  if (musl) testWithCompiler(title, "musl-gcc", work);
  else testWithHelper(title, work);
}

function withoutMark(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.indexOf(mark)] = 0;
  return copy;
}

testInNamespace("a library on a file system without execution is refused", async (t) => {
  const directory = temporaryDirectory(t);
  const script = 'mount -t tmpfs -o noexec none "$1" && cp "$2" "$1/l.so" && shift 2 && exec "$@"';
  const exec = [await built("checked"), "exec", "--library", join(directory, "l.so")];
  const filter = ["--filter", fileOf(t, filters.three), "--", await vmmProgram()];
  const args = [
    "--mount",
    "sh",
    "-c",
    script,
    "sh",
    directory,
    await library(),
    ...exec,
    ...filter,
  ];
  const { status, stdout } = spawnSync("unshare", args, { encoding: "utf8" });
  t.is(status, 4);
  t.like(JSON.parse(stdout), { error: { code: "PRELOAD_DENIED" } });
});

const idleLibrary = () =>
  cProgram(new URL("idle.c", import.meta.url), { flags: ["-shared", "-fPIC"] });

testWithKvm("no VM can be made where the library does not come to run", async (t) => {
  const library = await idleLibrary();
  const args = ["exec", "--library", library, "--filter", fileOf(t, filters.three), "--"];
  const ended = await runHelper([...args, await vmmProgram()]);
  t.is(ended.code, 9);
  t.regex(ended.stderr, /^KVM_CREATE_VM: /);
});

testWithVm("nor by a user without rights whose VMM raises its limits", async (t) => {
  const directory = temporaryDirectory(t);
  const at = (name: string) => join(directory, name);
  // Where any user may look, unlike a clone.
  copyFileSync(await built("checked"), at("helper"));
  copyFileSync(await vmmProgram(), at("vmm"));
  copyFileSync(await idleLibrary(), at("idle.so"));
  writeFileSync(at("filter"), filters.three);
  const script = `mknod -m 666 "$0/kvm" c 10 232 && mount --bind "$0/kvm" /dev/kvm &&
    exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"`;
  const run = (...options: readonly string[]) => {
    const exec = [at("helper"), "exec", ...options, "--filter", at("filter"), "--", at("vmm")];
    const args = ["--mount", "sh", "-c", script, directory, ...exec, "--raise"];
    const ended = spawnSync("unshare", args, { encoding: "utf8" });
    rmSync(at("kvm"));
    return ended;
  };
  t.regex(run().stdout, /^ready \d+$/m);
  const idle = run("--library", at("idle.so"));
  t.is(idle.status, 9);
  t.regex(idle.stderr, /^pthread_create: /);
});
