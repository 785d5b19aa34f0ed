import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { boot } from "./boot.ts";
import { testWithPulumi } from "./life.ts";
import { file } from "./lives/filter.ts";
import type { Value } from "./shell.ts";
import { Stack } from "./stack.ts";
import { yamlShell } from "./yaml-shell.ts";

/** Every way in which the product could say the event of code 0xb6d7. */
const tellTales = [/b6d7/i, /d7b6/i, /46807/, /d7\/b6/i, /"?select"?\W+215\b/, /0xd7/i];

testWithPulumi("YAML: a secret event is nowhere in plain text but in its file", async (t) => {
  const stack = await Stack.create(yamlShell);
  stack.declare({
    web: {
      properties: {
        action: "allow",
        events: [{ select: "0xc4", umask: 0 }, { code: { "fn::secret": "0xb6d7" } }],
        targets: [file(stack.file("web.args"))],
      },
    },
  });
  const shown = {
    "preview --diff": await stack.run(["preview", "--diff"]),
    "preview --json": await stack.run(["preview", "--json"]),
    up: await stack.up(),
    "stack export": await stack.run(["stack", "export"]),
    refresh: await stack.refresh(),
    ...filesBelow(stack.home),
  };
  for (const [where, text] of Object.entries(shown)) {
    for (const tellTale of tellTales) t.notRegex(text, tellTale, where);
  }
  t.true(Object.keys(shown).some((name) => name.endsWith("dev.json")));
  t.deepEqual((await boot(stack.file("web.args"))).events, ["0xc4", "0xb6d7"]);
  await stack.upUnchanged();
});

testWithPulumi("YAML: neither warnings nor refusals quote a secret", async (t) => {
  const stack = await Stack.create(yamlShell);
  const declare = (event: Value) =>
    stack.declare({ web: { properties: { action: "deny", events: [event] } } });

  declare({ select: { "fn::secret": "0x5d7" }, umask: 0 });
  const { messages } = await stack.preview();
  t.regex(messages, /secret output `warnings`/);
  t.notRegex(messages, /5d7/i);

  declare({ name: { "fn::secret": "hushed" } });
  const refused = await stack.fail(["preview"]);
  t.regex(refused, /events\[0\]\.name.*\[CPUS_NEEDED\]/);
  t.notRegex(refused, /hushed/);
});

/** Files with state and logs, by path. */
function filesBelow(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(directory, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(join(directory, name), "utf8")]),
  );
}
