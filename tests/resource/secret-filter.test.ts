import test from "ava";
import { errorCodes } from "../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import type { Context } from "../../provider/resource/context.ts";
import { failureText, isFilterSecret } from "../../provider/resource/secret-filter.ts";
import { noCaches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { through } from "./host-exchanges.ts";
import { workplace } from "./workplace.ts";

const vm = { kvm: { name: "web1" } };

for (const secretFilter of [false, true]) {
  const told = secretFilter ? "hidden" : "told";

  test(`what a kernel refuses of a filter is ${told}`, async (t) => {
    const { real } = workplace(t);
    // biome-ignore lint/correctness/useYield: what it is asked never gets to a host.
    const refusing = through({ ...real, secretFilter }, function* () {
      throw new PmuFilterError("FILTER_REFUSED", "refuses 0x1c0", {
        hint: "0x1c0",
        mayBeDone: true,
      });
    });
    const { reasons } = await new DrivenResource().up(noCaches(vm), refusing);
    t.regex(reasons[0] ?? "", /FILTER_REFUSED/);
    t.is(/0x1c0/.test(reasons[0] ?? ""), !secretFilter);
  });

  test(`what a put says of a filter is ${told}`, async (t) => {
    const { real, messages } = workplace(t);
    const evidence = "it is there";
    const put = { before: { found: "nothing", evidence }, warnings: ["ignores 0x1c0"] };
    const hosts = { perform: async () => ({ ...put, after: put.before }), async close() {} };
    const executors = { ...real.executors, hosts } as unknown as Context["executors"];
    await new DrivenResource().up(noCaches(vm), { ...real, executors, secretFilter });
    const warnings = messages.filter(({ kind }) => kind === "warn");
    t.is(warnings.length, 1);
    t.is(/0x1c0/.test(warnings[0]?.text ?? ""), !secretFilter);
  });
}

test("errors of hosts and files are told, whatever is secret", (t) => {
  const hidden = errorCodes.filter((code) => {
    const error = new PmuFilterError(code, "the words");
    return !failureText(error, { secretFilter: true }).includes("the words");
  });
  t.deepEqual([...hidden].sort(), [
    "DOMAIN_CONFLICT",
    "FILTER_REFUSED",
    "FILTER_UNCERTAIN",
    "HELPER_FAILED",
    "LIBVIRT_FAILED",
  ]);
});

test("a filter is secret if what is derived from it is", (t) => {
  t.true(isFilterSecret([["status"], ["fingerprint"]]));
  t.false(isFilterSecret([["status"], ["targets", 0, "connection", "password"]]));
});
