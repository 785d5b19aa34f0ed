import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import {
  canBeWrapped,
  wrappedBy,
  wrapperPath,
} from "../../../provider/target/libvirt/wrapper-path.ts";
import { wrapperScript } from "../../../provider/target/libvirt/wrapper-script.ts";
import { helperSources } from "../../../toolchain/helper.ts";

test("the wrapper is the one of helper/", (t) => {
  t.is(wrapperScript, readFileSync(join(helperSources, "libvirt-wrapper"), "utf8"));
});

test("a wrapper's path tells its emulator", (t) => {
  for (const path of ["/usr/bin/qemu-system-x86_64", "/opt/a b/emulator/qemu"]) {
    t.is(wrappedBy(wrapperPath(path)), path);
  }
  t.is(wrappedBy("/usr/bin/qemu-system-x86_64"), undefined);
});

const unfit = [
  "",
  "qemu",
  "/",
  "/usr/bin/",
  "/usr/../bin/qemu",
  "/a//b",
  wrapperPath("/usr/bin/qemu"),
];

for (const path of unfit) {
  test(`no wrapper stands for the emulator ${JSON.stringify(path)}`, (t) => {
    t.false(canBeWrapped(path));
  });
}
