import { statSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { scratch } from "../scratch.ts";
import { carryOut, putting } from "./carry-out.ts";

// One after the other: the umask is the whole process's.
for (const umask of [0o000, 0o022, 0o077, 0o777]) {
  test.serial(`a file has its mode under umask ${umask.toString(8)}`, async (t) => {
    const directory = scratch(t);
    const before = process.umask(umask);
    t.teardown(() => process.umask(before));
    for (const mode of ["0644", "0600", "0666", "0400", "0755"]) {
      const path = join(directory, mode);
      t.is(await carryOut(putting({ path, text: "text\n", mode })), "done");
      t.is((statSync(path).mode & 0o7777).toString(8), mode.slice(1));
    }
  });
}
