import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import type { CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import test, { type ExecutionContext } from "ava";
import { scratch } from "../executor/scratch.ts";
import { call, type Plugin, secret, startPlugin, struct } from "./plugin-client.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a provider answers is looked into member by member.
type Properties = Record<string, any>;

const filter = { action: "deny", events: [{ select: "0x2e", umask: "0x41" }] };
const login = { host: "kvm1.example", user: "ops", password: "hunter2" };
const away = { connection: login, qemuArgs: { path: "/etc/a.args" } };
const awayKey = "qemuArgs:kvm1.example:/etc/a.args";

/** What a failed update saves. */
async function failedUpdate(
  t: ExecutionContext,
  plugin: Plugin,
  olds: Properties,
  oldInputs: Properties,
  news: Properties,
): Promise<Properties> {
  const request = new providerPb.UpdateRequest()
    .setId("r1")
    .setOlds(struct(olds))
    .setOldInputs(struct(oldInputs))
    .setNews(struct(news));
  const error = await t.throwsAsync<ServiceError>(call(plugin, "update", request));
  const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [detail] = statusPb.Status.deserializeBinary(packed as Buffer).getDetailsList();
  const failure = detail?.unpack(
    providerPb.ErrorResourceInitFailed.deserializeBinary,
    "pulumirpc.ErrorResourceInitFailed",
  );
  return failure?.getProperties()?.toJavaScript() as Properties;
}

test("the way to a target that is taken out of the program is kept as long as it is known", async (t) => {
  const plugin = await startPlugin(t);
  const directory = scratch(t);
  const here = { qemuArgs: { path: join(directory, "b.args") } };
  const failing = { qemuArgs: { path: join(directory, "none", "c.args") } };
  const oldInputs = { ...filter, targets: [away, here] };
  const created = await call<CreateResponse>(
    plugin,
    "create",
    new providerPb.CreateRequest().setProperties(struct({ ...filter, targets: [here] })),
  );
  const state = created.getProperties()?.toJavaScript() as Properties;
  const olds = {
    ...state,
    targets: [{ qemuArgs: away.qemuArgs }, here],
    applied: { ...state["applied"], [awayKey]: "0123456789abcdef" },
    status: { ...state["status"], [awayKey]: { state: "applied", evidence: "it was there" } },
  };
  const news = { ...filter, targets: [here, failing] };
  const kept = { ...away, connection: { ...login, password: secret("hunter2") } };

  const saved = await failedUpdate(t, plugin, olds, oldInputs, news);
  t.deepEqual(saved["targets"], [here, failing, kept]);
  t.is(saved["applied"][awayKey], "0123456789abcdef");

  const again = await failedUpdate(t, plugin, saved, news, { ...filter, targets: [failing, here] });
  t.deepEqual(again["targets"], [failing, here, kept]);
});
