import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import test from "ava";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { parse } from "yaml";
import { call, startPlugin, struct } from "./plugin-client.ts";

const root = join(import.meta.dirname, "..", "..");

test("PulumiPlugin.yaml says that Node.js runs the plugin", (t) => {
  t.deepEqual(parse(readFileSync(join(root, "PulumiPlugin.yaml"), "utf8")), { runtime: "nodejs" });
});

test("Pulumi's own way to run a Node.js plugin starts it by package.json's main", async (t) => {
  // What the language host does for a directory with a PulumiPlugin.yaml.
  const program = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-plugin");
  const args = [program, root, "127.0.0.1:1"];
  const plugin = await startPlugin(t, { program: process.execPath, args });
  await t.notThrowsAsync(call(plugin, "getPluginInfo", new emptyPb.Empty()));
});

for (const args of [[], ["127.0.0.1:1"]]) {
  test(`warnings are lost, and nothing else, with ${args[0] ?? "no engine's address"}`, async (t) => {
    const plugin = await startPlugin(t, { args });
    const news = { action: "allow", cpus: ["intel"], events: [{ name: "branches" }] };
    const request = new providerPb.CheckRequest().setNews(struct(news));
    const response = await call<CheckResponse>(plugin, "check", request);
    t.deepEqual(response.getFailuresList(), []);
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} ends the plugin in order`, async (t) => {
    const { child } = await startPlugin(t, { args: ["127.0.0.1:1"] });
    const ended = once(child, "exit");
    child.kill(signal);
    t.deepEqual(await ended, [0, null]);
  });
}
