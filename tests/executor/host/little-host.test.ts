import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { everythingIn, scratch } from "../scratch.ts";
import { fakeHelper, helperDirectoryWith } from "./fake-helper.ts";
import { ask, hostWith, isInstalled, kinds } from "./shells.ts";

/** A root directory with busybox and its libraries, two accounts, and nothing else. */
function rootWithBusybox(t: ExecutionContext): string {
  const root = scratch(t);
  for (const name of ["bin", "etc", "tmp", "var/lib", "run/lock", "dev"]) {
    mkdirSync(join(root, name), { recursive: true });
  }
  const busybox = execFileSync("which", ["busybox"], { encoding: "utf8" }).trim();
  const libraries = spawnSync("ldd", [busybox], { encoding: "utf8" }).stdout.matchAll(
    /(\/\S+) \(/g,
  );
  for (const path of [...libraries].map(([, path = ""]) => path)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(realpathSync(path), join(root, path));
  }
  copyFileSync(busybox, join(root, "bin", "busybox"));
  const applets = execFileSync("busybox", ["--list"], { encoding: "utf8" }).trim().split("\n");
  for (const applet of applets.filter((applet) => applet !== "busybox")) {
    symlinkSync("busybox", join(root, "bin", applet));
  }
  writeFileSync(join(root, "etc/passwd"), "root:x:0:0::/:/bin/sh\nqemu:x:107:108::/:/bin/sh\n");
  writeFileSync(join(root, "etc/group"), "root:x:0:\nkvm:x:36:qemu\n");
  // There is no devtmpfs, so that this is a file; it is enough to read nothing from.
  writeFileSync(join(root, "dev/null"), "");
  return root;
}

const titled = "a host with busybox and nothing else: files, accounts, helper";
const why =
  process.getuid?.() !== 0
    ? "only root may change the root directory"
    : ["busybox", "ldd"].every(isInstalled)
      ? undefined
      : "busybox is not installed";

if (why === undefined) {
  test(titled, async (t) => {
    const root = rootWithBusybox(t);
    const helperDirectory = helperDirectoryWith(t, fakeHelper("one"));
    const host = hostWith(["env", "-i", "PATH=/bin", "/usr/sbin/chroot", root, "/bin/sh"], {
      helperDirectory,
    });
    const put = {
      op: "stageFile",
      path: "/etc/web args",
      text: "-object\n",
      mode: "0640",
      owner: "qemu",
      group: "kvm",
      resource: "r1",
    } as const;
    const answers = await ask(host, [
      put,
      { op: "commit" },
      { op: "readFile", path: put.path, accounts: true },
      { op: "onlyIfSame", path: put.path, text: "-object\n" },
      { op: "run", program: "helper", args: ["arguments", "a b"], readOnly: true },
      { op: "onlyIfOutput", text: "<a b>" },
      { op: "installHelper", path: "/bin/copy" },
      { op: "run", program: "virsh", args: [], readOnly: true },
    ]);
    t.deepEqual(kinds(answers), [
      ...["done", "done", "file", "held: true", "ran", "held: true", "done"],
      "program-missing",
    ]);
    t.like(answers[2], {
      file: { text: "-object\n", mode: "0640", owner: ["107", "qemu"], group: ["36", "kvm"] },
    });
    t.is(readFileSync(join(root, put.path), "utf8"), "-object\n");
    const { uid, gid } = statSync(join(root, put.path));
    t.deepEqual([uid, gid], [107, 36]);
    t.is(readFileSync(join(root, "bin/copy"), "utf8"), fakeHelper("one"));
    t.is(everythingIn(join(root, "var/lib/kvm-pmu-filter")).length, 1);
    const unknown = await ask(host, [{ ...put, group: "nobodys" }]);
    t.deepEqual(kinds(unknown), ["account-unknown"]);
    t.deepEqual(everythingIn(join(root, "etc")), ["group", "passwd", "web args"]);
  });
} else {
  test.skip(`${titled} (${why})`, (t) => t.fail());
}
