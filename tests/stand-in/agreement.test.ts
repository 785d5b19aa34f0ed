import { testProp } from "@fast-check/ava";
import { kvmStructFromFilter } from "../../provider/encoding/kvm-filter.ts";
import { encodeQemuArguments } from "../../provider/encoding/qemu-arguments.ts";
import { qemuObjectFromFilter } from "../../provider/encoding/qemu-filter.ts";
import { isEmpty } from "../../provider/filter/filter.ts";
import { anyFilter } from "../filter/arbitrary-filter.ts";
import { start } from "./start.ts";

const filterForQemu = anyFilter.filter((filter) => !isEmpty(filter));

testProp(
  "the stand-in reads from the arguments what the filter says",
  [filterForQemu],
  (t, filter) => {
    const { action, flags, fixedCounterBitmap, events } = kvmStructFromFilter(filter);
    t.deepEqual(start(encodeQemuArguments(qemuObjectFromFilter(filter, "f0"))).filter, {
      action,
      nevents: events.length,
      fixed_counter_bitmap: fixedCounterBitmap,
      flags,
      events: events.map((code) => `0x${code.toString(16)}`),
    });
  },
);
