import type { Life } from "../life.ts";
import { allow, file, ownStackLine } from "./filter.ts";

/** Mistakes that Pulumi's YAML host lets through. */
export const badInput: Life = {
  title: "bad input is refused at preview, all problems at once, each with path and code",

  async live(t, stack) {
    const events = [
      { name: "branchez" },
      { select: "0x1000", umask: 0 },
      { select: "196", umask: 0 },
      { select: "0xc4" },
      { select: "0xd0", mask: "0x0f", match: "0x10" },
    ];
    const targets = [file("etc/web.args"), file(stack.file("a")), file(stack.file("./a"))];
    stack.declare({ web: allow(events, targets, { qemuId: "0f" }) });
    const output = await stack.fail(["preview"]);
    const expected = [
      ["events[0].name", "Did you mean branches?", "EVENT_NAME_UNKNOWN"],
      ["events[1].select", "0xfff", "NUMBER_OUT_OF_RANGE"],
      ["events[2].select", '"0xc4"', "NUMBER_INVALID"],
      ["events[3].umask", "is required", "PROPERTY_MISSING"],
      ["events[4].match", "0x10", "MATCH_OUTSIDE_MASK"],
      ["targets[0].qemuArgs.path", "relative", "PATH_INVALID"],
      ["targets[2]", "targets[1]", "TARGET_DUPLICATE"],
      ["qemuId", '"0f"', "QEMU_ID_INVALID"],
    ];
    for (const [path = "", text = "", code = ""] of expected) {
      const line = output.split("\n").find((found) => found.includes(`[${code}]`)) ?? "";
      t.true(line.includes(`${path} `) && line.includes(text), `${path} ${code}\n${output}`);
    }
    t.notRegex(output, ownStackLine, "no stack trace for what a user can mend");
  },
};
