import test from "ava";
import {
  decodeQemuArguments,
  encodeQemuArguments,
} from "../../provider/encoding/qemu-arguments.ts";
import { filterFromQemuObject, qemuObjectFromFilter } from "../../provider/encoding/qemu-filter.ts";
import { decodeQemuJson, encodeQemuJson } from "../../provider/encoding/qemu-json.ts";
import { kvmStructFromQemuObject } from "../../provider/encoding/qemu-kvm.ts";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { qemuVectors } from "./qemu-vectors.ts";
import { refused } from "./refusal.ts";

for (const { name, object, accel, expect } of qemuVectors()) {
  const text = JSON.stringify(object);

  test(`vector: ${name}`, (t) => {
    if ("error" in expect) {
      refused(t, codeFor(expect.error), () => decodeQemuJson(text));
      refused(t, codeFor(expect.error), () =>
        decodeQemuArguments(["-object", text, "-accel", accel]),
      );
      return;
    }
    const decoded = decodeQemuJson(text);
    const { action, flags, fixed_counter_bitmap: fixedCounterBitmap } = expect;
    const events = expect.events.map(BigInt);
    t.deepEqual(kvmStructFromQemuObject(decoded), { action, flags, fixedCounterBitmap, events });
    t.is(events.length, expect.nevents);
    t.is(encodeQemuJson(decoded), text);
    t.deepEqual(encodeQemuArguments(decoded), ["-object", text, "-accel", accel]);
    t.deepEqual(decodeQemuArguments(encodeQemuArguments(decoded)), decoded);
    const filter = filterFromQemuObject(decoded);
    const again = qemuObjectFromFilter(filter, decoded.id);
    t.deepEqual(
      kvmStructFromQemuObject(again).events.toSorted(),
      events.toSorted(),
      "said as a filter, it is the same list but for the order",
    );
  });
}

/** The code for one of the texts of the QEMU series. */
function codeFor(error: string): ErrorCode {
  if (error.startsWith("Parameter 'select' out of range")) return "SELECT_OUT_OF_RANGE";
  if (error.startsWith("Masked entry format cannot be mixed")) return "QEMU_FORMATS_MIXED";
  if (error.startsWith("Empty KVM PMU filter")) return "QEMU_FILTER_EMPTY";
  if (error.includes("Argument list too long")) return "TOO_MANY_ENTRIES";
  throw new Error(`no code for ${error}`);
}
