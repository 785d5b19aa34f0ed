import test from "ava";
import { check } from "../../provider/resource/check.ts";

test("failures come in the order of their properties, indexes as numbers", (t) => {
  const wrong = { select: -1, umask: 0 };
  const right = { select: 1, umask: 0 };
  const events = Array.from({ length: 12 }, (_, index) => (index % 9 === 2 ? wrong : right));
  const { failures } = check({ qemuId: "0", events, action: "permit" });
  t.deepEqual(
    failures.map(({ property }) => property),
    ["action", "events[2].select", "events[11].select", "qemuId"],
  );
});

test("a reason says where, what, what to do, and the code", (t) => {
  const { failures } = check({ action: "alow" });
  t.deepEqual(failures, [
    {
      property: "action",
      code: "VALUE_NOT_LISTED",
      reason:
        'action: expected one of allow, deny, got "alow". Did you mean allow? [VALUE_NOT_LISTED]',
    },
  ]);
});

test("what is refused comes back as it was declared, without computed maps", (t) => {
  const declaration = { action: "alow", events: [{ select: 196, umask: null }], entries: {} };
  const { inputs, warnings } = check(declaration);
  const { entries: _, ...declared } = declaration;
  t.deepEqual(inputs, declared);
  t.deepEqual(warnings, []);
});

test("what is accepted is not changed where it stands", (t) => {
  const declaration = { action: "deny", events: [{ select: 196, umask: "0X0" }] };
  const before = structuredClone(declaration);
  check(declaration);
  t.deepEqual(declaration, before);
});
