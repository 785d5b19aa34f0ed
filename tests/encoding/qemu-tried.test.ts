import test from "ava";
import { decodeQemuArguments } from "../../provider/encoding/qemu-arguments.ts";
import { decodeQemuJson } from "../../provider/encoding/qemu-json.ts";
import { kvmStructFromQemuObject } from "../../provider/encoding/qemu-kvm.ts";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { refused } from "./refusal.ts";

// What a QEMU 10.0 with the series of April 2025 was seen to take and refuse, and where this
// library refuses although that QEMU does not, because the kernel or the reader would be misled.

const raw = (code: string) => withEvents(`{"format":"raw","code":${code}}`);
const selectUmask = (select: string, umask: string) =>
  withEvents(`{"format":"x86-select-umask","select":${select},"umask":${umask}}`);
const masked = (match: string, mask: string, exclude = "false") =>
  withEvents(
    `{"format":"x86-masked-entry","select":196,"match":${match},"mask":${mask},"exclude":${exclude}}`,
  );
const fixed = (bitmap: string) => withMembers(`"x86-fixed-counter":${bitmap}`);
const withId = (id: string) => fixed("1").replace('"f0"', `"${id}"`);

const taken: readonly [string, string][] = [
  ["pretty-printed", JSON.stringify(JSON.parse(selectUmask("196", "0")), null, 2)],
  [
    "keys in another order",
    '{"action":"deny","x86-fixed-counter":1,"id":"f0","qom-type":"kvm-pmu-filter"}',
  ],
  ["the largest raw code", raw("64424574975")],
  ["the smallest raw code", raw("0")],
  ["the largest select and umask", selectUmask("4095", "255")],
  ["the largest match and mask", masked("255", "255", "true")],
  ["the largest bitmap", fixed("4294967295")],
  ["no events beside a bitmap", withMembers('"x86-fixed-counter":1,"events":[]')],
  ["an id of all that may be in one", withId("aZ0-._")],
];

for (const [what, text] of taken) {
  test(`taken: ${what}`, (t) => {
    t.notThrows(() => kvmStructFromQemuObject(decodeQemuJson(text)));
  });
}

const refusals: readonly [string, string, ErrorCode, RegExp][] = [
  ["a leading space", ` ${raw("192")}`, "QEMU_OBJECT_INVALID", /begin with "{"/],
  ["keys and values without JSON", "kvm-pmu-filter,id=f0", "QEMU_OBJECT_INVALID", /begin with "{"/],
  ["a trailing comma in an object", '{"id":"f0",}', "QEMU_OBJECT_INVALID", /character 11/],
  [
    "a trailing comma in a list",
    raw("192").replace("]", ",]"),
    "QEMU_OBJECT_INVALID",
    /at events\[1\] /,
  ],
  [
    "a duplicate key",
    fixed("1").replace("{", '{"id":"f1",'),
    "QEMU_OBJECT_INVALID",
    /at id .* twice/,
  ],
  [
    "a duplicate key in an event",
    raw('1,"code":1'),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.code .* twice/,
  ],
  ["a duplicate key spelt with an escape", raw('1,"c\\u006fde":1'), "QEMU_OBJECT_INVALID", /twice/],
  ["a hexadecimal number", raw("0xc0"), "QEMU_OBJECT_INVALID", /at events\[0\]\.code .*0xc0/],
  ["leading zeros", raw("00192"), "QEMU_OBJECT_INVALID", /at events\[0\]\.code .*00192/],
  [
    "a code as a string",
    raw('"192"'),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.code: expected an int/,
  ],
  ["a code as a float", raw("192.0"), "QEMU_OBJECT_INVALID", /found 192\.0/],
  ["a code with an exponent", raw("1e2"), "QEMU_OBJECT_INVALID", /found 1e2/],
  [
    "a code of 65 bits",
    raw("18446744073709551616"),
    "QEMU_OBJECT_INVALID",
    /0 to 1844674407370955/,
  ],
  ["a select of 13 bits", selectUmask("4096", "0"), "SELECT_OUT_OF_RANGE", /0x1000/],
  ["the largest uint16 as select", selectUmask("65535", "0"), "SELECT_OUT_OF_RANGE", /0xffff/],
  [
    "a select of 17 bits",
    selectUmask("65536", "0"),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.select/,
  ],
  ["a negative select", selectUmask("-1", "0"), "QEMU_OBJECT_INVALID", /at events\[0\]\.select/],
  ["a umask of 9 bits", selectUmask("196", "256"), "QEMU_OBJECT_INVALID", /at events\[0\]\.umask/],
  ["a mask of 9 bits", masked("0", "256"), "QEMU_OBJECT_INVALID", /at events\[0\]\.mask/],
  ["a match of 9 bits", masked("256", "255"), "QEMU_OBJECT_INVALID", /at events\[0\]\.match/],
  ["a number as exclude", masked("0", "0", "1"), "QEMU_OBJECT_INVALID", /at events\[0\]\.exclude/],
  ["a bitmap of 33 bits", fixed("4294967296"), "QEMU_OBJECT_INVALID", /at x86-fixed-counter/],
  ["an unknown key", fixed('1,"foo":1'), "QEMU_OBJECT_INVALID", /at foo: the key is unknown/],
  [
    "a key of another format",
    raw('192,"umask":0'),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.umask: the key is unknown/,
  ],
  [
    "an unknown format",
    withEvents('{"format":"x"}'),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.format/,
  ],
  [
    "a missing member",
    withEvents('{"format":"x86-select-umask","select":1}'),
    "QEMU_OBJECT_INVALID",
    /at events\[0\]\.umask: the key is missing/,
  ],
  ["no action", '{"qom-type":"kvm-pmu-filter","id":"f0"}', "QEMU_OBJECT_INVALID", /at action/],
  ["an unknown action", fixed("1").replace("deny", "drop"), "QEMU_OBJECT_INVALID", /at action/],
  ["another type", fixed("1").replace("kvm-pmu", "iothread"), "QEMU_OBJECT_INVALID", /at qom-type/],
  ["no id", fixed("1").replace('"id":"f0",', ""), "QEMU_OBJECT_INVALID", /at id/],
  ["an id that begins with a digit", withId("0f"), "QEMU_ID_INVALID", /"0f"/],
  ["an id with a slash", withId("a/b"), "QEMU_ID_INVALID", /"a\/b"/],
  ["an empty id", withId(""), "QEMU_ID_INVALID", /""/],
  ["an id that ends in a line break", withId("f0\\n"), "QEMU_ID_INVALID", /"f0\\n"/],
  ["text after the object", `${fixed("1")} x`, "QEMU_OBJECT_INVALID", /end of the text/],
  ["an empty list and no bitmap", withMembers('"events":[]'), "QEMU_FILTER_EMPTY", /f0/],
  ["an empty bitmap and no list", fixed("0"), "QEMU_FILTER_EMPTY", /f0/],
  [
    "masked entries after another format",
    withMembers(`"events":[${event(raw("192"))},${event(masked("0", "0"))}]`),
    "QEMU_FORMATS_MIXED",
    /1 masked entries with 1 events/,
  ],
  // That QEMU takes these.
  ["single quotes", fixed("1").replaceAll('"', "'"), "QEMU_OBJECT_INVALID", /character 1\)?/],
  ["-1 for all ones", raw("-1"), "QEMU_OBJECT_INVALID", /at events\[0\]\.code/],
  ["stray bits in a code", raw("18446744073709551615"), "KVM_ENTRY_STRAY_BITS", /16-31, 36-63/],
  ["a match outside its mask", masked("3", "1"), "MATCH_OUTSIDE_MASK", /c4\/03&01/],
];

for (const [what, text, code, message] of refusals) {
  test(`refused: ${what}`, (t) => {
    const error = refused(t, code, () => decodeQemuJson(text));
    t.regex(error.message, message);
  });
}

const object = fixed("1");
const lists: readonly [string, readonly string[], RegExp][] = [
  ["an unknown id", ["-object", object, "-accel", "kvm,pmu-filter=nope"], /"nope".*id is "f0"/],
  ["an empty pmu-filter=", ["-object", object, "-accel", "kvm,pmu-filter="], /object ""/],
  ["an -accel without a filter", ["-object", object, "-accel", "kvm"], /alone/],
  [
    "two pmu-filter= in one -accel",
    ["-object", object, "-accel", "kvm,pmu-filter=f1,pmu-filter=f0"],
    /alone/,
  ],
  ["two -accel", ["-object", object, "-accel", "kvm", "-accel", "kvm,pmu-filter=f0"], /two -accel/],
  ["two -object", ["-object", object, "-object", object], /two -object/],
  ["-enable-kvm", ["-enable-kvm", "-object", object], /"-enable-kvm"/],
  ["-machine", ["-machine", "q35,pmu-filter=f0", "-object", object], /"-machine"/],
  ["no -object", ["-accel", "kvm,pmu-filter=f0"], /no -object/],
  ["no -accel", ["-object", object], /no -accel/],
  ["an -object without its value", ["-accel", "kvm,pmu-filter=f0", "-object"], /no value/],
  ["nothing", [], /no -object/],
];

for (const [what, args, message] of lists) {
  test(`refused in an argument list: ${what}`, (t) => {
    const error = refused(t, "QEMU_ARGUMENTS_INVALID", () => decodeQemuArguments(args));
    t.regex(error.message, message);
    t.not(error.hint, undefined);
  });
}

test("the order of -object and -accel does not matter", (t) => {
  const args = ["-accel", "kvm,pmu-filter=f0", "-object", object];
  t.is(decodeQemuArguments(args).id, "f0");
});

function withEvents(events: string): string {
  return withMembers(`"events":[${events}]`);
}

function withMembers(members: string): string {
  return `{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny",${members}}`;
}

function event(text: string): string {
  return text.slice(text.indexOf("[") + 1, text.lastIndexOf("]"));
}
