import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { testWithVmInNamespace } from "../helper-test.ts";
import { built, jsonOf, runHelper } from "../run-helper.ts";
import { holdVms, vmHolderProgram } from "../vm-holder.ts";
import type { Status } from "../vm-status.ts";
import { hexOf, someEvents } from "./record-files.ts";

testWithVmInNamespace("a user without rights sets a filter in a VM of his own", async (t) => {
  const [helper, file] = [await readable(t, await built("all")), await vmHolderProgram()];
  const through = asNobody(t);
  const holder = await holdVms(t, { through, file: await readable(t, file) });
  const records = join(scratch(t), "records");
  chmodSync(join(records, ".."), 0o777);
  const choice = ["--pid", String(holder.pid), "--records", records];
  const run = (...args: readonly string[]) => {
    const [unshare = "", ...rest] = [...through, helper, ...args, ...choice];
    return runHelper(rest, { file: unshare, input: args[0] === "apply" ? someEvents : "" });
  };
  const ended = await run("apply");
  if (!ownProcessesMayBeTraced()) {
    t.like(jsonOf(ended), { error: { code: "PROCESS_DENIED" } });
    return;
  }
  t.like(ended, { code: 0, stderr: "" });
  const { vms } = jsonOf<Status>(await run("status"));
  t.like(vms[0], { evidence: "apply", state: "set", bytes: hexOf(someEvents) });
  // As root's is to all others.
  chmodSync(records, 0);
  const hidden = jsonOf<Status>(await run("status"));
  t.is(hidden.records.errno, "EACCES");
  t.like(hidden.vms[0], { evidence: null, state: "unknown" });
});

/** A program that becomes another, as a user without rights who may open /dev/kvm. */
function asNobody(t: ExecutionContext): readonly string[] {
  const script =
    'mount -t tmpfs none "$0" && mknod -m 666 "$0/kvm" c 10 232 && ' +
    'mount --bind "$0/kvm" /dev/kvm && ' +
    'exec setpriv --reuid 65534 --regid 65534 --clear-groups -- "$@"';
  return ["/usr/bin/env", "unshare", "--mount", "sh", "-c", script, scratch(t)];
}

/** A copy of a program that every user may run. */
async function readable(t: ExecutionContext, program: string): Promise<string> {
  const directory = scratch(t);
  chmodSync(directory, 0o755);
  const copy = join(directory, "program");
  copyFileSync(program, copy);
  return copy;
}

/** Whether Yama, if it is there, lets a user trace what he did not start. */
function ownProcessesMayBeTraced(): boolean {
  const scope = "/proc/sys/kernel/yama/ptrace_scope";
  return !existsSync(scope) || readFileSync(scope, "utf8").trim() === "0";
}
