import test from "ava";
import { readArm64Row, type StandardEvents } from "../../importer/rows/arm64-row.ts";
import type { JsonRow } from "../../importer/rows/json-value.ts";

const standard: StandardEvents = new Map([
  ["leaves", { name: "LEAVES", row: { EventName: "LEAVES", EventCode: "0x11" } }],
  ["share", { name: "share", row: { MetricName: "share", MetricExpr: "a / b" } }],
]);

/** A row says a name and a line of the catalogue, or why it is left out. */
const says = test.macro({
  exec(t, row: JsonRow, expected: string) {
    const reading = readArm64Row(row, standard);
    const { name } = reading;
    t.is(`${name} ${reading.kind === "event" ? reading.value : reading.reason}`, expected);
  },
  title: (_, row, expected) => `${JSON.stringify(row)} says ${expected}`,
});

test(says, { EventName: "BARK", EventCode: "0x3" }, "BARK 0003");
test(says, { EventName: "BARK", EventCode: "0xC0DE" }, "BARK c0de");
test(says, { EventName: "BARK", ConfigCode: "0xc1" }, "BARK 00c1");
test(says, { ArchStdEvent: "LEAVES" }, "LEAVES 0011");
test(says, { ArchStdEvent: "leaves", PublicDescription: "text" }, "LEAVES 0011");
test(says, { ArchStdEvent: "LEAVES", EventName: "FOLIAGE" }, "FOLIAGE 0011");
test(says, { ArchStdEvent: "NOT_THERE" }, "NOT_THERE standard-event-unknown");
test(says, { ArchStdEvent: "NOT_THERE", EventCode: "0x12" }, "NOT_THERE 0012");
test(says, { ArchStdEvent: "share" }, "share metric");
test(says, { MetricName: "ratio", MetricExpr: "c / d" }, "ratio metric");
test(says, { EventName: "BARK" }, "BARK no-code");
test(says, { EventName: "BARK", EventCode: "0x10000" }, "BARK (0x10000) select-too-wide");
test(says, { EventName: "BARK", EventCode: "bark" }, "BARK (bark) number-invalid");
test(says, { EventName: "DDR", EventCode: "0x1", Unit: "imx9_ddr" }, "DDR uncore");
