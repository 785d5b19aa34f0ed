import test from "ava";
import { withoutDoubtfulUmasks } from "../../importer/rows/doubtful-umasks.ts";
import { collectRows, leftOut, type RowReading } from "../../importer/rows/reading.ts";

function event(name: string, value: string, deprecated = false): RowReading {
  return { kind: "event", name, value, deprecated };
}

test("the same name and code twice is one event", (t) => {
  const { events, leftOut: left } = collectRows([event("A.B", "c4/00"), event("a.b", "c4/00")]);
  t.deepEqual([...events], [["A.B", "c4/00"]]);
  t.deepEqual(left, [{ reason: "alias", name: "a.b" }]);
});

test("of a name with two codes the first one stays, and the other is told", (t) => {
  const { events, leftOut: left } = collectRows([event("A.B", "c4/00"), event("A.B", "c5/00")]);
  t.deepEqual([...events], [["A.B", "c4/00"]]);
  t.deepEqual(left, [{ reason: "code-conflict", name: "A.B (c5/00, kept as c4/00)" }]);
});

test("of a name with two codes one that is not deprecated stays", (t) => {
  const { events } = collectRows([event("A.B", "c4/00", true), event("A.B", "c5/00")]);
  t.deepEqual([...events], [["A.B", "c5/00"]]);
});

test("rows that are left out are told with their reason", (t) => {
  const { events, leftOut: left } = collectRows([leftOut("no-code", "A.B")]);
  t.is(events.size, 0);
  t.deepEqual(left, [{ reason: "no-code", name: "A.B" }]);
});

test("a core with umask extensions loses the rows that may have lost theirs", (t) => {
  const rows = [
    event("A.TAKEN", "c4/01 ext=01"),
    event("A.TAKEN_FORWARD", "c4/00"),
    event("B.WHOLE", "c5/10"),
    event("B.ANY", "c5/00"),
    event("B.ALL_BRANCHES", "c5/00"),
    event("CLOCK.TICKS_P", "3c/00"),
  ];
  const kept = withoutDoubtfulUmasks(rows).filter(({ kind }) => kind === "left-out");
  t.deepEqual(kept, [leftOut("umask-doubtful", "A.TAKEN_FORWARD")]);
});

test("a core without umask extensions keeps the rows without a umask", (t) => {
  const rows = [event("A.TAKEN", "c4/01"), event("A.TAKEN_FORWARD", "c4/00")];
  t.deepEqual(withoutDoubtfulUmasks(rows), rows);
});
