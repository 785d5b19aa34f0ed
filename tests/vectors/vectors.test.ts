import test from "ava";
import type { ExactJson } from "../../provider/encoding/exact-json.ts";
import { isRow, type Row } from "../../vectors/row.ts";
import { runVector } from "../../vectors/run-vector.ts";
import { vectorFiles, vectorsIn } from "./vector-rows.ts";

for (const file of vectorFiles) {
  for (const vector of vectorsIn(file)) {
    test(`${file}: ${vector.name}`, (t) => {
      t.deepEqual(runVector(vector).failures, []);
    });

    test(`${file}: the opposite of: ${vector.name}`, (t) => {
      t.true(isRow(vector.row));
      const row = opposite(vector.row as Row);
      t.not(runVector({ ...vector, row }).failures.length, 0);
    });
  }
}

/** The vector with another expectation, which cannot hold if the first one does. */
function opposite(row: Row): Row {
  const expect = row.get("expect");
  if (expect === "allowed") return changed(row, "expect", "denied");
  if (expect === "denied") return changed(row, "expect", "allowed");
  if (isRow(expect)) return changed(row, "expect", oppositeOfQemu(expect));
  if (row.get("kind") === "invalid") return changed(row, "expect_errno", "ENOSPC");
  if (row.get("kind") === "accepted") {
    return changed(changed(row, "kind", "invalid"), "expect_errno", "EINVAL");
  }
  const [hex, bytes] = [row.get("expect_hex"), row.get("expect_bytes")];
  if (typeof hex === "string") return changed(row, "expect_hex", `0x${BigInt(hex) ^ 1n}`);
  if (typeof bytes === "string") return changed(row, "expect_bytes", `01${bytes.slice(2)}`);
  throw new Error("no opposite known");
}

function oppositeOfQemu(expect: Row): Row {
  if (expect.has("kernel_errno")) return changed(expect, "kernel_errno", "EINVAL");
  if (expect.has("error")) return changed(expect, "error", "Device 'f0' not found");
  return changed(expect, "fixed_counter_bitmap", 0x80000000n);
}

function changed(row: Row, key: string, value: ExactJson): Row {
  return new Map([...row, [key, value]]);
}
