import test from "ava";
import { expectTypeOf } from "expect-type";
import * as encoding from "../../provider/encoding/index.ts";

// These hold or do not hold when TypeScript checks this file; running it proves nothing more.

test("codes are bigint, members of entries are numbers", (t) => {
  expectTypeOf(encoding.encodeRawEvent).returns.toEqualTypeOf<bigint>();
  expectTypeOf(encoding.decodeMaskedEvent).returns.toEqualTypeOf<encoding.Entry>();
  expectTypeOf<encoding.QemuRawEvent["code"]>().toEqualTypeOf<bigint>();
  expectTypeOf<encoding.KvmPmuEventFilter["events"]>().toEqualTypeOf<readonly bigint[]>();
  expectTypeOf<encoding.Entry["select"]>().toEqualTypeOf<number>();
  t.pass();
});

test("an event's format tells its members", (t) => {
  type Masked = Extract<encoding.QemuEvent, { format: "x86-masked-entry" }>;
  expectTypeOf<Masked>().toEqualTypeOf<encoding.QemuMaskedEvent>();
  expectTypeOf<encoding.QemuEvent["format"]>().toEqualTypeOf<
    "raw" | "x86-select-umask" | "x86-masked-entry"
  >();
  t.pass();
});

test("vendors, actions, fixed counters and codes are closed sets", (t) => {
  expectTypeOf<encoding.Vendor>().toEqualTypeOf<"intel" | "amd">();
  expectTypeOf<encoding.Action>().toEqualTypeOf<"allow" | "deny">();
  expectTypeOf<encoding.FixedCounter>().toEqualTypeOf<
    "instructions" | "cycles" | "ref-cycles" | "slots"
  >();
  expectTypeOf<encoding.PmuFilterError["code"]>().toEqualTypeOf<encoding.ErrorCode>();
  t.pass();
});

test("every data is read-only", (t) => {
  expectTypeOf<encoding.Filter>().toEqualTypeOf<Readonly<encoding.Filter>>();
  expectTypeOf<encoding.Entry>().toEqualTypeOf<Readonly<encoding.Entry>>();
  expectTypeOf<encoding.QemuObject>().toEqualTypeOf<Readonly<encoding.QemuObject>>();
  t.pass();
});
