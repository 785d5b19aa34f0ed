import { readFileSync } from "node:fs";
import { join } from "node:path";
import { testWithLibvirt } from "../helper-test.ts";
import { startLibvirt } from "../libvirt.ts";
import { runningVmTests } from "./running-vm-tests.ts";

for (const [title, work] of Object.entries(runningVmTests)) {
  testWithLibvirt(`libvirt, in its sandbox: ${title}`, async (t) => {
    const libvirt = await startLibvirt(t);
    const domain = await libvirt.start();
    // Another user, and a seccomp filter, as libvirt always starts it.
    const status = readFileSync(`/proc/${domain.pid}/status`, "utf8");
    t.regex(status, /^Seccomp:\s*2$/m);
    t.notRegex(status, /^Uid:\s*0\s/m);
    await work(t, { ...domain, records: join(libvirt.directory, "records") });
  });
}
