import { readFileSync } from "node:fs";
import type { ServiceError } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type {
  CheckResponse,
  ConfigureResponse,
  DiffResponse,
  GetSchemaResponse,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import test from "ava";
import { execa, execaSync } from "execa";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { call, startPlugin, struct, unknownText } from "./plugin-client.ts";

const root = new URL("../../", import.meta.url);
const fileAt = (path: string): string => readFileSync(new URL(path, root), "utf8");
const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;

test("handshake and configure promise the same", async (t) => {
  const plugin = await startPlugin(t);
  const handshake = await call<ProviderHandshakeResponse>(
    plugin,
    "handshake",
    new providerPb.ProviderHandshakeRequest(),
  );
  const configured = await call<ConfigureResponse>(
    plugin,
    "configure",
    new providerPb.ConfigureRequest().setArgs(struct({})),
  );
  t.true(handshake.getAcceptSecrets());
  t.true(configured.getAcceptsecrets());
  t.true(configured.getSupportspreview());
  t.is(handshake.getAcceptOutputs(), configured.getAcceptoutputs());
  t.is(handshake.getAcceptResources(), configured.getAcceptresources());
});

test("schema and version are the package's", async (t) => {
  const plugin = await startPlugin(t);
  const schema = await call<GetSchemaResponse>(
    plugin,
    "getSchema",
    new providerPb.GetSchemaRequest(),
  );
  const info = await call<PluginInfo>(plugin, "getPluginInfo", new emptyPb.Empty());
  t.is(schema.getSchema(), fileAt("schema.json"));
  t.is(info.getVersion(), JSON.parse(fileAt("package.json")).version);
});

test("the engine's options before its address are passed over", async (t) => {
  const args = ["--logtostderr", "-v=9", "--tracing", "file:/dev/null", "127.0.0.1:1"];
  const plugin = await startPlugin(t, { args });
  await t.notThrowsAsync(call(plugin, "getPluginInfo", new emptyPb.Empty()));
});

for (const [title, config, properties] of [
  ["nothing", {}, []],
  ["a dry run", { dryRun: true }, []],
  ["a dry run, as Pulumi hands configuration over", { dryRun: "true" }, []],
  ["what is not known yet", { dryRun: unknownText }, []],
  ["Pulumi's own members", { version: "1.0.0", __internal: {} }, []],
  ["no boolean", { dryRun: "yes" }, ["dryRun"]],
  ["an unknown setting, and a wrong one", { jornal: "x", journal: 1 }, ["jornal", "journal"]],
] as const) {
  test(`checkConfig: ${title}`, async (t) => {
    const plugin = await startPlugin(t);
    const request = new providerPb.CheckRequest().setNews(struct(config));
    const response = await call<CheckResponse>(plugin, "checkConfig", request);
    t.deepEqual(
      response.getFailuresList().map((failure) => failure.getProperty()),
      [...properties],
    );
    t.deepEqual(response.getInputs()?.toJavaScript(), config);
  });
}

test("diffConfig: a setting changes in place", async (t) => {
  const plugin = await startPlugin(t);
  const diff = async (old: object, wanted: object) => {
    const request = new providerPb.DiffRequest().setOldInputs(struct(old)).setNews(struct(wanted));
    return call<DiffResponse>(plugin, "diffConfig", request);
  };
  t.is((await diff({ dryRun: "true" }, { dryRun: "true" })).getChanges(), DIFF_NONE);
  const changed = await diff({ dryRun: "true" }, { dryRun: "false" });
  t.is(changed.getChanges(), DIFF_SOME);
  t.deepEqual(changed.getReplacesList(), []);
});

test("configure refuses a bad PMUFILTER_DRY_RUN", async (t) => {
  const plugin = await startPlugin(t, { env: { PMUFILTER_DRY_RUN: "maybe" } });
  const request = new providerPb.ConfigureRequest().setArgs(struct({}));
  const error = await t.throwsAsync<ServiceError>(call(plugin, "configure", request));
  t.true(error?.details.endsWith("[SETTING_INVALID]"));
});

const systemPath = "/usr/local/bin:/usr/bin:/bin";
const systemNode = execaSync("sh", ["-c", "node -v"], {
  env: { PATH: systemPath },
  reject: false,
});
const isOld = /^v(1\d|20|21)\./.test(String(systemNode.stdout));
const onOldNode = isOld ? test : test.skip;
const why = isOld ? "" : " (skipped: the system's Node is not older than 22)";

onOldNode(`an old Node gets one sentence${why}`, async (t) => {
  const { exitCode, stdout, stderr } = await execa(new URL("pulumi-resource-pmufilter", root), [], {
    env: { PATH: "/usr/local/bin:/usr/bin" },
    reject: false,
  });
  t.is(exitCode, 1);
  t.is(stdout, "");
  t.is(stderr.split("\n").length, 1);
  t.regex(stderr, /22\.\d+/);
});
