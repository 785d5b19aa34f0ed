import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import type {
  CheckResponse,
  CreateResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import test, { type ExecutionContext } from "ava";
import { everythingIn, scratch } from "../executor/scratch.ts";
import { call, type Plugin, startPlugin, struct } from "../plugin/plugin-client.ts";

/* The provider in the real host of dynamic providers, which Pulumi's engine drives over gRPC. */

// biome-ignore lint/suspicious/noExplicitAny: what a provider answers is looked into member by member.
type Properties = Record<string, any>;

const host = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider");
const source = join(import.meta.dirname, "..", "..", "provider", "dynamic", "provider.ts");

async function startHost(t: ExecutionContext): Promise<Plugin> {
  const plugin = await startPlugin(t, { program: process.execPath, args: [host, "127.0.0.1:1"] });
  await call(plugin, "configure", new providerPb.ConfigureRequest().setArgs(struct({})));
  return plugin;
}

async function inputsOf(plugin: Plugin, ...paths: readonly string[]): Promise<Properties> {
  const declaration = {
    __provider: `exports.handler = () => require(${JSON.stringify(source)});`,
    action: "deny",
    events: [{ select: "0x2e", umask: "0x41" }],
    targets: paths.map((path) => ({ qemuArgs: { path } })),
  };
  const request = new providerPb.CheckRequest().setOlds(struct({})).setNews(struct(declaration));
  const response = await call<CheckResponse>(plugin, "check", request);
  const [failure] = response.getFailuresList();
  if (failure !== undefined) throw new Error(failure.getReason());
  return response.getInputs()?.toJavaScript() as Properties;
}

function create(plugin: Plugin, inputs: Properties): Promise<CreateResponse> {
  return call(plugin, "create", new providerPb.CreateRequest().setProperties(struct(inputs)));
}

function update(
  plugin: Plugin,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<UpdateResponse> {
  const request = new providerPb.UpdateRequest().setId(id);
  return call(plugin, "update", request.setOlds(struct(olds)).setNews(struct(news)));
}

function remove(plugin: Plugin, id: string, properties: Properties): Promise<unknown> {
  const request = new providerPb.DeleteRequest().setId(id).setProperties(struct(properties));
  return call(plugin, "delete", request);
}

/** What the host makes of a partial failure for the engine to save. */
function savedBy(error: ServiceError | undefined): {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];
} {
  const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [detail] = statusPb.Status.deserializeBinary(packed as Buffer).getDetailsList();
  const failure = detail?.unpack(
    providerPb.ErrorResourceInitFailed.deserializeBinary,
    "pulumirpc.ErrorResourceInitFailed",
  );
  return {
    id: failure?.getId() ?? "",
    properties: failure?.getProperties()?.toJavaScript() as Properties,
    reasons: failure?.getReasonsList() ?? [],
  };
}

test("created, read, updated and deleted", async (t) => {
  const plugin = await startHost(t);
  const directory = scratch(t);
  const path = join(directory, "web.args");
  const news = await inputsOf(plugin, path);
  const created = await create(plugin, news);
  const [id, state] = [created.getId(), created.getProperties()?.toJavaScript() as Properties];
  t.deepEqual(everythingIn(directory), ["web.args", "web.args.pmufilter.json"]);
  rmSync(path);
  const request = new providerPb.ReadRequest().setId(id).setProperties(struct(state));
  const read = await call<ReadResponse>(plugin, "read", request);
  const seen = read.getProperties()?.toJavaScript() as Properties;
  t.is(seen["applied"][`qemuArgs:localhost:${path}`], "missing");
  const updated = await update(plugin, id, seen, news);
  t.deepEqual(updated.getProperties()?.toJavaScript(), state);
  await remove(plugin, id, state);
  t.deepEqual(everythingIn(directory), []);
});

test("what a partial failure saves can be refreshed, updated and deleted", async (t) => {
  const plugin = await startHost(t);
  const directory = scratch(t);
  const [good, bad] = [join(directory, "good"), join(directory, "none", "bad")];
  const news = await inputsOf(plugin, good, bad);
  const { id, properties, reasons } = savedBy(
    await t.throwsAsync<ServiceError>(create(plugin, news)),
  );
  t.is(reasons.length, 1);
  t.true(reasons[0]?.endsWith("[FILE_INACCESSIBLE]"));
  t.is(properties["__provider"], news["__provider"]);

  const request = new providerPb.ReadRequest().setId(id).setProperties(struct(properties));
  await t.notThrowsAsync(call(plugin, "read", request));

  const again = savedBy(await t.throwsAsync<ServiceError>(update(plugin, id, properties, news)));
  t.is(again.id, id);
  t.is(again.properties["__provider"], news["__provider"]);

  await remove(plugin, id, again.properties);
  t.deepEqual(everythingIn(directory), []);
});
