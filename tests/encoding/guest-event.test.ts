import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { guestEventFromEventsel } from "../../provider/encoding/guest-event.ts";
import { encodeRawEvent } from "../../provider/encoding/raw-event.ts";

const rest = 0xffff_fff0_ffff_0000n;

testProp(
  "nothing but select and umask is looked at",
  [fc.nat(0xfff), fc.nat(0xff), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
  (t, select, umask, others) => {
    const eventsel = encodeRawEvent({ select, umask }) | (others & rest);
    t.deepEqual(guestEventFromEventsel(eventsel, "amd"), { select, umask });
    t.deepEqual(guestEventFromEventsel(eventsel, "intel"), { select: select & 0xff, umask });
  },
);

test("what perf writes for branch misses in user mode", (t) => {
  t.deepEqual(guestEventFromEventsel(0x5100c5n, "intel"), { select: 0xc5, umask: 0 });
});
