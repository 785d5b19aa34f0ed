import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { arm64Kernel } from "../../toolchain/arm64-kernel.ts";
import { SetUpError } from "../../toolchain/set-up-error.js";
import { scratch } from "../executor/scratch.ts";

test("a kernel that is in the cache is taken, the newest, and nothing is fetched", async (t) => {
  const cache = scratch(t);
  const kept = (name: string) => {
    const directory = join(cache, "pulumi-pmufilter", name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "vmlinuz"), "");
    return join(directory, "vmlinuz");
  };
  kept("arm64-kernel-6.1.90-1");
  const newest = kept("arm64-kernel-6.1.192-2");
  kept("arm64-kernel-6.1.200-1.tmp-abcdef");
  mkdirSync(join(cache, "pulumi-pmufilter", "arm64-kernel-7.0-1"));
  t.is(await arm64Kernel({ XDG_CACHE_HOME: cache, PATH: "" }), newest);
});

test("without apt there is a sentence", async (t) => {
  const error = await t.throwsAsync(arm64Kernel({ XDG_CACHE_HOME: scratch(t), PATH: "/nowhere" }), {
    instanceOf: SetUpError,
  });
  t.regex(error?.message ?? "", /there is no apt-get on PATH/);
});
