import { rmSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { refusePulumi } from "../../toolchain/pulumi-on-path.js";
import { addPulumi, addScript, type Checkout, makeCheckout } from "./checkout.ts";

const refuse = (checkout: Checkout) => refusePulumi({ PATH: checkout.bin });

test("a complete Pulumi of the oldest version that will do is used", async (t) => {
  const checkout = makeCheckout(t);
  addPulumi(checkout, "3.226.0");
  t.is(await refuse(checkout), undefined);
});

test("no Pulumi", async (t) => {
  t.is(await refuse(makeCheckout(t)), "There is no pulumi on PATH.");
});

test("an old Pulumi is refused with its version and the one wanted", async (t) => {
  const checkout = makeCheckout(t);
  addPulumi(checkout, "3.225.1");
  const refusal = await refuse(checkout);
  t.true(refusal?.includes("v3.225.1") && refusal.includes("3.226.0"), refusal);
});

for (const host of [
  "pulumi-language-yaml",
  "pulumi-language-nodejs",
  "pulumi-resource-pulumi-nodejs",
]) {
  test(`a Pulumi without ${host} is refused with that name`, async (t) => {
    const checkout = makeCheckout(t);
    addPulumi(checkout, "3.300.0");
    rmSync(join(checkout.bin, host));
    const refusal = await refuse(checkout);
    t.true(refusal?.includes(host), refusal);
  });
}

test("a Pulumi that does not run is refused", async (t) => {
  const checkout = makeCheckout(t);
  addPulumi(checkout, "3.300.0");
  addScript(checkout, "pulumi", "exit 3");
  const refusal = await refuse(checkout);
  t.true(refusal?.includes("fails"), refusal);
});
