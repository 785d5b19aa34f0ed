import test from "ava";
import { qemuVectors } from "../encoding/qemu-vectors.ts";
import { refusal } from "./refusal.ts";
import { start } from "./start.ts";

for (const { name, object, accel, expect } of qemuVectors()) {
  test(`the stand-in answers as the vector says: ${name}`, (t) => {
    const args = ["-object", JSON.stringify(object), "-accel", accel];
    if ("error" in expect) t.is(refusal(args), expect.error);
    else t.deepEqual(start(args).filter, expect);
  });
}
