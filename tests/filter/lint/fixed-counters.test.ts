import { allow, deny, entriesOf } from "./filters.ts";
import { testRule } from "./rule-table.ts";

const branches = entriesOf("c4/00");
const counts = entriesOf("c0/00 3c/00 c4/00");

testRule("ALLOW_WITHOUT_FIXED_COUNTERS", [
  ["Intel", allow(branches, 0), ["intel"], "whole"],
  ["unknown hosts", allow(branches, 0), [], "whole"],
  ["both vendors", allow(branches, 0), ["amd", "intel"], "whole"],
  ["AMD", allow(branches, 0), ["amd"], undefined],
  ["their events listed", allow(counts, 0), ["intel"], "c0/00 3c/00 fixed/0 fixed/1"],
  ["events listed by a mask", allow(entriesOf("3c/00&fe"), 0), [], "3c/00&fe fixed/1 fixed/2"],
  ["an excluded event", allow(entriesOf("3c/00&fe !3c/01"), 0), [], "3c/00&fe fixed/1"],
  ["bits that no guest has", allow(branches, 0xfffffff0), ["intel"], "whole"],
  ["slots, whose counter no guest has", allow(entriesOf("a4/01"), 8), ["intel"], "whole"],
  ["one counter", allow(branches, 4), ["intel"], undefined],
  ["nothing listed at all", allow([], 0), ["intel"], undefined],
  ["a deny list", deny(branches), ["intel"], undefined],
]);

testRule("ALLOW_WITHOUT_FIXED_TWIN", [
  ["one of two", allow(counts, 1), ["intel"], "3c/00 fixed/1"],
  ["unknown hosts", allow(counts, 2), [], "c0/00 fixed/0"],
  [
    "two events of one entry",
    allow(entriesOf("c0/00 3c/00&00"), 4),
    [],
    "c0/00 3c/00&00 fixed/0 fixed/1",
  ],
  ["reference cycles, where guests differ", allow(entriesOf("3c/01"), 3), ["intel"], undefined],
  ["all of them", allow(counts, 3), ["intel"], undefined],
  ["slots, whose counter no guest has", allow(entriesOf("a4/01"), 1), ["intel"], undefined],
  ["no counter at all", allow(counts, 0), ["intel"], undefined],
  ["none that a guest has", allow(counts, 8), ["intel"], undefined],
  ["an excluded event", allow(entriesOf("3c/00&00 !3c/00&fe"), 1), ["intel"], undefined],
  ["AMD", allow(counts, 1), ["amd"], undefined],
  ["a deny list", deny(counts, 1), ["intel"], undefined],
]);

testRule("ALLOW_WITHOUT_GENERAL_EVENT", [
  ["cycles", allow(branches, 2), ["intel"], "fixed/1"],
  ["both", allow([], 3), [], "fixed/0 fixed/1"],
  ["one of two", allow(entriesOf("c0/00"), 3), ["intel", "amd"], "fixed/1"],
  ["another umask", allow(entriesOf("c0/01"), 1), ["intel"], "fixed/0"],
  ["excluded again", allow(entriesOf("c0/00&00 !c0/00"), 1), ["intel"], "fixed/0 !c0/00"],
  ["with its event", allow(counts, 3), ["intel"], undefined],
  ["by a mask", allow(entriesOf("3c/00&00"), 2), ["intel"], undefined],
  ["reference cycles and slots, which stay on theirs", allow(branches, 0xc), ["intel"], undefined],
  ["no counter at all", allow(branches, 0), ["intel"], undefined],
  ["AMD", allow(branches, 3), ["amd"], undefined],
  ["a deny list", deny(counts, 0), ["intel"], undefined],
]);

testRule("DENY_WITHOUT_FIXED_COUNTER", [
  ["instructions", deny(entriesOf("c0/00")), ["intel"], "c0/00 fixed/0"],
  ["cycles", deny(entriesOf("3c/00")), [], "3c/00 fixed/1"],
  ["reference cycles", deny(entriesOf("3c/01")), ["intel", "amd"], "3c/01 fixed/2"],
  ["by a mask", deny(entriesOf("c0/00&01")), ["intel"], "c0/00&01 fixed/0"],
  ["slots, whose counter no guest has", deny(entriesOf("a4/01")), ["intel"], undefined],
  ["a whole select", deny(entriesOf("3c/00&00")), ["intel"], "3c/00&00 fixed/1 fixed/2"],
  ["one of two", deny(entriesOf("3c/00&00"), 2), ["intel"], "3c/00&00 fixed/2"],
  ["with its counter", deny(entriesOf("c0/00"), 1), ["intel"], undefined],
  ["excluded again", deny(entriesOf("c0/00&00 !c0/00")), ["intel"], undefined],
  ["another umask", deny(entriesOf("c0/01")), ["intel"], undefined],
  ["AMD", deny(entriesOf("c0/00")), ["amd"], undefined],
  ["an allow list", allow(entriesOf("c4/00")), ["intel"], undefined],
]);

testRule("DENY_WITHOUT_GENERAL_EVENT", [
  ["instructions", deny([], 1), ["intel"], "fixed/0"],
  ["all", deny([], 15), [], "fixed/0 fixed/1 fixed/2 fixed/3"],
  ["one of two", deny(entriesOf("c0/00"), 3), ["intel"], "fixed/1"],
  ["excluded again", deny(entriesOf("c0/00&00 !c0/00"), 1), ["intel"], "fixed/0 !c0/00"],
  ["with its event", deny(entriesOf("c0/00"), 1), ["intel"], undefined],
  ["AMD", deny([], 1), ["amd"], undefined],
  ["an allow list", allow(entriesOf("c4/00"), 1), ["intel"], undefined],
]);

testRule("FIXED_COUNTERS_IDLE", [
  ["AMD", allow(branches, 3), ["amd"], "fixed/0 fixed/1"],
  ["AMD, deny", deny(branches, 0x80000000), ["amd"], "fixed/31"],
  ["AMD without", allow(branches, 0), ["amd"], undefined],
  ["both vendors", allow(branches, 3), ["intel", "amd"], undefined],
  ["unknown hosts", allow(branches, 3), [], undefined],
]);

testRule("FIXED_COUNTER_UNKNOWN", [
  ["the fifth", allow(branches, 0x11), ["intel"], "fixed/4"],
  ["the last", deny(branches, 0x80000000), [], "fixed/31"],
  ["the fourth", allow(branches, 0xf), ["intel"], undefined],
  ["AMD, where all are idle", allow(branches, 0x11), ["amd"], undefined],
]);
