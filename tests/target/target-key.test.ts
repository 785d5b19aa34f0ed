import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { decode } from "../../provider/declared/codec.ts";
import { targetCodec } from "../../provider/declared/target.ts";
import { pathOfTargetKey, targetKey } from "../../provider/target/target-key.ts";

test("a target's key names the kind, this machine and the path", (t) => {
  const key = targetKey({ qemuArgs: { path: "/etc/pmufilter/web.args" } });
  t.is(key, "qemuArgs:localhost:/etc/pmufilter/web.args");
});

const keys: readonly [key: string, path: string | undefined][] = [
  ["qemuArgs:localhost:/etc/web.args", "/etc/web.args"],
  ["qemuArgs::/etc/web.args", "/etc/web.args"],
  ["qemuArgs:localhost:/a", "/a"],
  ["qemuArgs:localhost:/etc//x/../web.args", "/etc/web.args"],
  ["qemuArgs:localhost:/a:b c", "/a:b c"],
  ["qemuArgs:kvm1.example:/etc/web.args", undefined],
  ["qemuArgs:localhost:etc/web.args", undefined],
  ["qemuArgs:localhost:/etc/", undefined],
  ["qemuArgs:localhost:/", undefined],
  ["qemuArgs:localhost:", undefined],
  ["qemuArgs:/etc/web.args", undefined],
  ["libvirt:localhost:/etc/web.args", undefined],
  ["/etc/web.args", undefined],
  ["", undefined],
];

for (const [key, path] of keys) {
  test(`the path in ${JSON.stringify(key)}`, (t) => t.is(pathOfTargetKey(key), path));
}

testProp(
  "a key tells every path that may be declared",
  [
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom("a", "/", ".", ":", " ", "\u2028", "\n", "'", "\u{1f4a9}"),
      }),
    ),
  ],
  (t, text) => {
    const { value } = decode(targetCodec, { qemuArgs: { path: `/${text}` } });
    fc.pre(value !== undefined);
    const target = value as { readonly qemuArgs: { readonly path: string } };
    t.is(pathOfTargetKey(targetKey(target)), target.qemuArgs.path);
  },
  { numRuns: 2000 },
);
