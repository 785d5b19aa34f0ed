import test from "ava";
import { Turns } from "../../provider/executor/turns.ts";

test("works with one key run one after the other, in the order of their asking", async (t) => {
  const turns = new Turns();
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise(setImmediate);
    log.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all(["a", "b", "c"].map((name) => turns.take("key", work(name))));
  t.deepEqual(results, ["a", "b", "c"]);
  t.deepEqual(
    log,
    ["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
});

test("works with different keys do not wait for each other", async (t) => {
  const turns = new Turns();
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = turns.take("a", () => promise);
  t.is(await turns.take("b", async () => "done"), "done");
  resolve("later");
  t.is(await first, "later");
});

test("one that fails does not stop the next", async (t) => {
  const turns = new Turns();
  const failing = turns.take("key", async () => {
    throw new Error("no");
  });
  const next = turns.take("key", async () => "yes");
  await t.throwsAsync(failing, { message: "no" });
  t.is(await next, "yes");
});
