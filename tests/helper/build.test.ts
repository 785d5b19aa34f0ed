import { spawnSync } from "node:child_process";
import { findExecutable } from "../../toolchain/executable.js";
import { make } from "../../toolchain/helper.ts";
import { testWithHelper } from "./helper-test.ts";
import { built, jsonOf, runHelper } from "./run-helper.ts";

testWithHelper(
  "the program is hardened, and needs libc alone",
  async (t) => {
    const readelf = findExecutable("readelf", process.env["PATH"] ?? "");
    if (!readelf) throw new Error("there is no readelf beside the compiler");
    const args = ["--wide", "--file-header", "--program-headers", "--dynamic", "--syms"];
    const { stdout } = spawnSync(readelf, [...args, await built("all")], { encoding: "utf8" });
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

testWithHelper("the compiler's analyzer finds nothing", async (t) => {
  await t.notThrowsAsync(make(["analyze"], process.env));
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
