import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import test, { type ExecutionContext } from "ava";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { serveEngineLog } from "./engine-log-service.ts";
import { call, type Plugin, secret, startPlugin, struct, unknownText } from "./plugin-client.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a provider answers is looked into member by member.
type Properties = Record<string, any>;

const urn = "urn:pulumi:s::p::pmufilter:index:PmuFilter::web";
const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;

function directory(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), "pmufilter-plugin-"));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function filterAt(...paths: readonly string[]): Properties {
  return {
    action: "allow",
    cpus: ["intel"],
    events: [{ name: "branches" }, { select: 0xc0, umask: 0 }],
    fixedCounters: ["instructions", "ref-cycles"],
    targets: paths.map((path) => ({ qemuArgs: { path } })),
  };
}

async function check(plugin: Plugin, news: Properties) {
  const request = new providerPb.CheckRequest().setUrn(urn).setNews(struct(news));
  const response = await call<CheckResponse>(plugin, "check", request);
  return {
    inputs: response.getInputs()?.toJavaScript() as Properties,
    failures: response.getFailuresList().map((failure) => failure.toObject()),
  };
}

async function create(plugin: Plugin, news: Properties, preview = false, timeout = 0) {
  const { inputs } = await check(plugin, news);
  const request = new providerPb.CreateRequest()
    .setUrn(urn)
    .setProperties(struct(inputs))
    .setPreview(preview)
    .setTimeout(timeout);
  const response = await call<CreateResponse>(plugin, "create", request);
  return { id: response.getId(), outputs: outputsOf(response) };
}

async function diff(plugin: Plugin, id: string, olds: Properties, news: Properties) {
  const { inputs } = await check(plugin, news);
  const request = new providerPb.DiffRequest()
    .setId(id)
    .setUrn(urn)
    .setOlds(struct(olds))
    .setNews(struct(inputs));
  return call<DiffResponse>(plugin, "diff", request);
}

function outputsOf(response: { getProperties(): { toJavaScript(): object } | undefined }) {
  return response.getProperties()?.toJavaScript() as Properties;
}

/** The lines of a detailed diff: path and kind. */
function changesOf(response: DiffResponse): readonly (readonly [string, number])[] {
  const lines: (readonly [string, number])[] = [];
  response.getDetaileddiffMap().forEach((line, path) => {
    lines.push([path, line.getKind()]);
  });
  return lines;
}

test("check fails at the property's path", async (t) => {
  const plugin = await startPlugin(t);
  const { failures } = await check(plugin, { ...filterAt("x"), action: "alow" });
  t.deepEqual(
    failures.map(({ property }) => property),
    ["action", "targets[0].qemuArgs.path"],
  );
  t.true(failures[0]?.reason.endsWith("[VALUE_NOT_LISTED]"));
});

test("a preview tells the outputs and touches nothing", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  const { id, outputs } = await create(plugin, filterAt(join(at, "a.args")), true);
  t.is(id, "");
  t.regex(outputs["qemuAccel"], /^kvm,pmu-filter=/);
  t.is(outputs["status"], unknownText);
  t.deepEqual(readdirSync(at), []);
});

test("unknown inputs make unknown outputs, and no failure", async (t) => {
  const plugin = await startPlugin(t);
  const news = { ...filterAt("/a"), events: [{ select: unknownText, umask: 0 }] };
  const { failures, inputs } = await check(plugin, news);
  t.deepEqual(failures, []);
  t.is(inputs["entries"], unknownText);
  const { outputs } = await create(plugin, news, true);
  t.is(outputs["qemuObject"], unknownText);
  t.is(outputs["action"], "allow");
});

test("a resource's life: create, no change, one event, drift, refresh, mend, delete", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  const path = join(at, "a.args");
  const key = `qemuArgs:localhost:${path}`;
  const news = filterAt(path);
  const { id, outputs } = await create(plugin, news);
  t.true(readFileSync(path, "utf8").startsWith("-object\n"));
  t.is(outputs["status"][key].state, "applied");
  t.is((await diff(plugin, id, outputs, news)).getChanges(), DIFF_NONE);

  const more = { ...news, events: [{ name: "cache-misses" }, ...news["events"]] };
  const changed = await diff(plugin, id, outputs, more);
  t.is(changed.getChanges(), DIFF_SOME);
  t.true(changed.getHasdetaileddiff());
  t.deepEqual(changesOf(changed), [['entries["2e/41"]', providerPb.PropertyDiff.Kind.ADD]]);
  t.deepEqual(changed.getReplacesList(), []);

  writeFileSync(path, "-m\n");
  const read = await call<ReadResponse>(
    plugin,
    "read",
    new providerPb.ReadRequest()
      .setId(id)
      .setUrn(urn)
      .setProperties(struct(outputs))
      .setInputs(struct((await check(plugin, news)).inputs)),
  );
  const seen = outputsOf(read);
  t.is(read.getId(), id);
  t.is(seen["applied"][key], "edited by hand");
  const readInputs = read.getInputs()?.toJavaScript() as Properties;
  t.is(readInputs["applied"][key], "edited by hand");

  const drifted = await diff(plugin, id, seen, news);
  t.deepEqual(changesOf(drifted), [[`applied["${key}"]`, providerPb.PropertyDiff.Kind.UPDATE]]);
  const updated = await call<UpdateResponse>(
    plugin,
    "update",
    new providerPb.UpdateRequest()
      .setId(id)
      .setUrn(urn)
      .setOlds(struct(seen))
      .setNews(struct((await check(plugin, news)).inputs)),
  );
  t.is(outputsOf(updated)["applied"][key], outputs["applied"][key]);
  t.true(readFileSync(path, "utf8").startsWith("-object\n"));

  const request = new providerPb.DeleteRequest()
    .setId(id)
    .setUrn(urn)
    .setProperties(struct(outputsOf(updated)));
  await call(plugin, "delete", request);
  t.deepEqual(readdirSync(at), []);
});

test("read without a state imports", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  const path = join(at, "a.args");
  const { id } = await create(plugin, filterAt(path));
  const importing = (from: string) =>
    call<ReadResponse>(
      plugin,
      "read",
      new providerPb.ReadRequest().setId(from).setUrn(urn).setProperties(struct({})),
    );
  const found = await importing(`qemuArgs:localhost:${path}`);
  t.is(found.getId(), id);
  const inputs = found.getInputs()?.toJavaScript() as Properties;
  t.deepEqual(inputs["targets"], [{ qemuArgs: { path } }]);
  t.is((await importing(`qemuArgs::${join(at, "b.args")}`)).getId(), "");
  const bad = await t.throwsAsync<ServiceError>(importing("web"));
  t.true(bad?.details.endsWith("[IMPORT_ID_INVALID]"));
});

test("a failed target is a partial failure that saves the state", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  const paths = [join(at, "a.args"), join(at, "none", "b.args")];
  const error = await t.throwsAsync<ServiceError>(create(plugin, filterAt(...paths)));
  const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [any] = statusPb.Status.deserializeBinary(packed as Buffer).getDetailsList();
  const failure = any?.unpack(
    providerPb.ErrorResourceInitFailed.deserializeBinary,
    "pulumirpc.ErrorResourceInitFailed",
  );
  t.truthy(failure?.getId());
  t.is(failure?.getReasonsList().length, 1);
  t.true(failure?.getReasonsList()[0]?.endsWith("[FILE_INACCESSIBLE]"));
  const saved = failure?.getProperties()?.toJavaScript() as Properties;
  t.deepEqual(Object.keys(saved["status"]), [`qemuArgs:localhost:${paths[0]}`]);
  t.true(existsSync(paths[0] ?? ""));
});

test("a secret in an event makes everything secret that tells of it", async (t) => {
  const plugin = await startPlugin(t);
  const news = { ...filterAt("/a"), events: [{ select: secret("0xd0"), umask: 0x12 }] };
  const { inputs } = await check(plugin, news);
  const { outputs } = await create(plugin, news, true);
  const wrapped = (properties: Properties) =>
    Object.entries(properties)
      .filter(([, value]) => value?.["4dabf18193072939515e22adb298388d"] !== undefined)
      .map(([key]) => key)
      .sort();
  t.deepEqual(wrapped(inputs), ["applied", "entries", "events"]);
  t.deepEqual(wrapped(outputs), [
    "applied",
    "entries",
    "events",
    "fingerprint",
    "kvmStruct",
    "qemuArguments",
    "qemuObject",
    "warnings",
  ]);
});

test("a dry run by configuration writes nothing but the journal", async (t) => {
  const at = directory(t);
  const plugin = await startPlugin(t, { cwd: at });
  const args = struct({ dryRun: "true", journal: "j.jsonl" });
  await call(plugin, "configure", new providerPb.ConfigureRequest().setArgs(args));
  const { outputs } = await create(plugin, filterAt(join(at, "a.args")));
  t.regex(Object.values<string>(outputs["applied"])[0] ?? "", /^dry-run /);
  t.deepEqual(readdirSync(at), ["j.jsonl"]);
});

test("the configuration sets the lint's severities", async (t) => {
  const plugin = await startPlugin(t);
  const news = { action: "allow", cpus: ["intel"], events: [{ name: "branches" }] };
  t.deepEqual((await check(plugin, news)).failures, []);
  const args = struct({ lint: JSON.stringify({ ALLOW_WITHOUT_FIXED_COUNTERS: "error" }) });
  await call(plugin, "configure", new providerPb.ConfigureRequest().setArgs(args));
  const { failures } = await check(plugin, news);
  t.deepEqual(
    failures.map(({ property }) => property),
    ["events"],
  );
});

test("a dry run by the environment, too", async (t) => {
  const at = directory(t);
  const plugin = await startPlugin(t, { cwd: at, env: { PMUFILTER_DRY_RUN: "1" } });
  await create(plugin, filterAt(join(at, "a.args")));
  t.deepEqual(readdirSync(at), [".pmufilter"]);
});

test("cancel stops what has not begun", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  await call(plugin, "cancel", new emptyPb.Empty());
  const error = await t.throwsAsync<ServiceError>(create(plugin, filterAt(join(at, "a.args"))));
  t.true(error?.details.includes("[CANCELLED]"));
  t.deepEqual(readdirSync(at), []);
});

test("so does a time-out", async (t) => {
  const plugin = await startPlugin(t);
  const at = directory(t);
  const paths = [...Array(200).keys()].map((index) => join(at, `${index}.args`));
  const error = await t.throwsAsync<ServiceError>(
    create(plugin, filterAt(...paths), false, 0.000_001),
  );
  t.truthy(error);
  t.true(readdirSync(at).length < 400);
});

test("warnings and progress reach the engine before the answer", async (t) => {
  const log = await serveEngineLog(t);
  const plugin = await startPlugin(t, { args: [log.address] });
  const at = directory(t);
  const { fixedCounters: _, ...news } = filterAt(join(at, "a.args"));
  await check(plugin, news);
  t.is(log.messages.length, 1);
  const [warning] = log.messages;
  t.is(warning?.urn, urn);
  t.is(warning?.severity, enginePb.LogSeverity.WARNING);
  t.true(warning?.message.endsWith("[ALLOW_WITHOUT_FIXED_COUNTERS]"));
  await create(plugin, filterAt(join(at, "b.args")));
  t.deepEqual(
    log.messages.slice(1).map(({ ephemeral }) => ephemeral),
    [true, true],
  );
});

test("a message of a thousand events", async (t) => {
  const plugin = await startPlugin(t);
  const events = [...Array(1000).keys()].map((index) => ({ select: index % 250, umask: 0 }));
  const { failures, inputs } = await check(plugin, { action: "deny", cpus: ["amd"], events });
  t.deepEqual(failures, []);
  t.is(Object.keys(inputs["entries"]).length, 250);
});
