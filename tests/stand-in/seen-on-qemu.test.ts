import test from "ava";
import { refusal } from "./refusal.ts";
import { start } from "./start.ts";

// What a QEMU 10.0 that carries the series was seen to do.

const raw = (code: string) => withEvents(`{"format":"raw","code":${code}}`);
const selectUmask = (select: string, umask: string) =>
  withEvents(`{"format":"x86-select-umask","select":${select},"umask":${umask}}`);
const masked = (match: string, mask: string, exclude: string) =>
  withEvents(
    `{"format":"x86-masked-entry","select":196,"match":${match},"mask":${mask},"exclude":${exclude}}`,
  );
const fixed = (bitmap: string) => withMembers(`"x86-fixed-counter":${bitmap}`);
const linked = (object: string) => ["-object", object, "-accel", "kvm,pmu-filter=f0"];

const codes: readonly [string, string, string][] = [
  ["pretty-printed JSON", JSON.stringify(JSON.parse(raw("192")), null, 2), "0xc0"],
  ["single-quoted JSON", raw("192").replaceAll('"', "'"), "0xc0"],
  ["a code of 0", raw("0"), "0x0"],
  ["a code that no double holds", raw("9007199254740993"), "0x20000000000001"],
  ["the largest code", raw("18446744073709551615"), "0xffffffffffffffff"],
  ["-1 as all ones", raw("-1"), "0xffffffffffffffff"],
  ["the largest select and umask", selectUmask("4095", "255"), "0xf0000ffff"],
  ["the largest match and mask", masked("255", "255", "true"), "0xff8000000000ffc4"],
  ["an id of all that may be in one", raw("1").replaceAll('"f0"', '"f0-._Z"'), "0x1"],
];

for (const [what, object, code] of codes) {
  test(`the stand-in takes ${what}`, (t) => {
    const [, id] = /['"]id['"]: ?['"]([^'"]*)/.exec(object) ?? [];
    const { filter } = start(["-object", object, "-accel", `kvm,pmu-filter=${id}`]);
    t.deepEqual(filter?.events, [code]);
  });
}

test("the stand-in takes the largest bitmap", (t) => {
  t.is(start(linked(fixed("4294967295"))).filter?.fixed_counter_bitmap, 0xffff_ffff);
});

const refusals: readonly [string, string, string | RegExp][] = [
  ["a leading space", ` ${raw("192")}`, /is not JSON/],
  ["keys and values without JSON", "kvm-pmu-filter,id=f0,action=deny", /is not JSON/],
  ["a trailing comma in an object", '{"id":"f0",}', /^JSON parse error/],
  ["a trailing comma in a list", raw("192").replace("]", ",]"), /^JSON parse error/],
  ["a duplicate key", fixed("1").replace("{", '{"id":"f1",'), "JSON parse error, duplicate key"],
  ["a duplicate key in an event", raw('1,"code":1'), "JSON parse error, duplicate key"],
  ["a duplicate key spelt otherwise", raw('1,"c\\u006fde":1'), "JSON parse error, duplicate key"],
  ["a hexadecimal number", raw("0xc0"), /^JSON parse error/],
  ["leading zeros", raw("00192"), /^JSON parse error/],
  ["text after the object", `${raw("192")} x`, /^JSON parse error/],
  ["half an object", raw("192").slice(0, -1), /^JSON parse error/],
  ["a code as a string", raw('"192"'), "Parameter 'events[0].code' expects uint64"],
  ["a code as a float", raw("192.0"), "Parameter 'events[0].code' expects uint64"],
  ["a code with an exponent", raw("1e2"), "Parameter 'events[0].code' expects uint64"],
  ["a code of 65 bits", raw("18446744073709551616"), "Parameter 'events[0].code' expects uint64"],
  ["a select of 13 bits", selectUmask("4096", "0"), "Parameter 'select' out of range (4095)."],
  ["the largest uint16", selectUmask("65535", "0"), "Parameter 'select' out of range (4095)."],
  ["a select of 17 bits", selectUmask("65536", "0"), "Parameter 'select' expects uint16_t"],
  ["a negative select", selectUmask("-1", "0"), "Parameter 'select' expects uint16_t"],
  ["a umask of 9 bits", selectUmask("0", "256"), "Parameter 'umask' expects uint8_t"],
  ["a mask of 9 bits", masked("0", "256", "false"), "Parameter 'mask' expects uint8_t"],
  ["a match of 9 bits", masked("256", "0", "false"), "Parameter 'match' expects uint8_t"],
  ["a number as exclude", masked("0", "0", "1"), /'events\[0\]\.exclude', expected: boolean/],
  ["a bitmap of 33 bits", fixed("4294967296"), "Parameter 'x86-fixed-counter' expects uint32_t"],
  ["an unknown key", fixed('1,"foo":1'), "Parameter 'foo' is unexpected"],
  ["a key of another format", raw('1,"umask":0'), "Parameter 'events[0].umask' is unexpected"],
  [
    "a missing member",
    withEvents('{"format":"x86-select-umask","select":1}'),
    "Parameter 'events[0].umask' is missing",
  ],
  ["an unknown format", withEvents('{"format":"x"}'), /'format' does not accept value 'x'/],
  ["an unknown action", fixed("1").replace("deny", "drop"), /'action' does not accept/],
  ["another type", fixed("1").replace("kvm-pmu-filter", "iothread"), /'qom-type' does not accept/],
  ["no id", fixed("1").replace('"id":"f0",', ""), "Parameter 'id' is missing"],
  ["an id that begins with a digit", fixed("1").replace('"f0"', '"0f"'), /expects an identifier/],
  ["an id with a slash", fixed("1").replace('"f0"', '"f/0"'), /expects an identifier/],
  ["an empty list and no bitmap", withMembers('"events":[]'), "Empty KVM PMU filter."],
  ["a list that is none", withMembers('"events":{}'), /'events', expected: array/],
];

for (const [what, object, text] of refusals) {
  test(`the stand-in refuses ${what}`, (t) => {
    const refused = refusal(linked(object));
    if (typeof text === "string") t.is(refused, text);
    else t.regex(refused ?? "it started", text);
  });
}

const object = fixed("1");
const other = fixed("2").replace("f0", "f1");
const empty = withMembers('"events":[]').replace("f0", "f1");
const both = ["-object", object, "-object", other];

/** The bitmap that reaches the kernel; undefined for a VM without a filter. */
const starts: readonly [string, readonly string[], number | undefined][] = [
  ["-object before -accel", linked(object), 1],
  ["-accel before -object", ["-accel", "kvm,pmu-filter=f0", "-object", object], 1],
  ["the one object of two that is linked", [...both, "-accel", "kvm,pmu-filter=f1"], 2],
  ["an unlinked object without its checks", [...linked(object), "-object", empty], 1],
  [
    "no filter for an object that nothing links to",
    ["-object", object, "-accel", "kvm"],
    undefined,
  ],
  ["the last of two pmu-filter=", [...both, "-accel", "kvm,pmu-filter=f0,pmu-filter=f1"], 2],
  [
    "the first of two -accel with filters",
    [...both, "-accel", "kvm,pmu-filter=f0", "-accel", "kvm,pmu-filter=f1"],
    1,
  ],
  [
    "no filter where an -accel without one comes first",
    ["-object", object, "-accel", "kvm", "-accel", "kvm,pmu-filter=f0"],
    undefined,
  ],
  [
    "no filter by -global, with a warning",
    ["-object", object, "-accel", "kvm", "-global", "kvm-accel.pmu-filter=f0"],
    undefined,
  ],
];

for (const [what, args, bitmap] of starts) {
  test(`the stand-in gives a VM ${what}`, (t) => {
    const { filter, warnings } = start(args);
    t.is(filter?.fixed_counter_bitmap, bitmap);
    t.is(warnings.length, args.includes("-global") ? 1 : 0);
  });
}

const traps: readonly [string, readonly string[], RegExp][] = [
  ["-enable-kvm beside -accel", [...linked(object), "-enable-kvm"], /incompatible/],
  ["-machine accel= beside -accel", [...linked(object), "-machine", "q35,accel=kvm"], /incompat/],
  [
    "-machine pmu-filter=",
    ["-machine", "q35,pmu-filter=f0"],
    /'q35-machine\.pmu-filter' not found/,
  ],
  ["an unknown id", ["-object", object, "-accel", "kvm,pmu-filter=nope"], /^Device 'nope' not f/],
  ["an empty pmu-filter=", ["-object", object, "-accel", "kvm,pmu-filter="], /fault/],
  ["a filter for another accelerator", ["-accel", "tcg,pmu-filter=f0"], /'tcg-accel\.pmu-filter'/],
  ["the same id twice", [...linked(object), "-object", object], /duplicate property 'f0'/],
  ["an option without its argument", ["-object"], /requires an argument/],
  ["an option that it does not know", ["-nographic"], /no such option/],
];

for (const [what, args, text] of traps) {
  test(`the stand-in does not start with ${what}`, (t) => {
    t.regex(refusal(args) ?? "it started", text);
  });
}

function withEvents(events: string): string {
  return withMembers(`"events":[${events}]`);
}

function withMembers(members: string): string {
  return `{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny",${members}}`;
}
