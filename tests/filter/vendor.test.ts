import test from "ava";
import { vendorWidths, widestWidths, widthsFor } from "../../provider/filter/vendor.ts";

test("hosts of one vendor have its widths", (t) => {
  t.is(widthsFor(["intel", "intel"]), vendorWidths.intel);
  t.is(widthsFor(["amd"]), vendorWidths.amd);
});

test("hosts of several vendors, or of unknown ones, have the widest", (t) => {
  t.is(widthsFor([]), widestWidths);
  t.is(widthsFor(["intel", "amd"]), widestWidths);
});
