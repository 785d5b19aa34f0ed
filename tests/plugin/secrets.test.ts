import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import test from "ava";
import { scratch } from "../executor/scratch.ts";
import { serveEngineLog } from "./engine-log-service.ts";
import { call, type Plugin, secret, startPlugin, struct } from "./plugin-client.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a provider answers is looked into member by member.
type Properties = Record<string, any>;

const signatureKey = "4dabf18193072939515e22adb298388d";

/** A message with properties. */
interface WithProperties {
  getProperties(): { toJavaScript(): object } | undefined;
}

function propertiesOf(message: WithProperties | undefined): Properties {
  return message?.getProperties()?.toJavaScript() as Properties;
}

/** Which properties are secret as a whole; a secret below the top level fails the test. */
function secretsAmong(properties: Properties): readonly string[] {
  const secrets = Object.entries(properties).filter(([, value]) => value?.[signatureKey]);
  const nested = JSON.stringify(properties).split(signatureKey).length - 1;
  if (nested !== secrets.length) throw new Error("there is a secret below the top level");
  return secrets.map(([key]) => key).sort();
}

/** A filter whose second event has a secret select. */
function filterAt(...paths: readonly string[]): Properties {
  return {
    action: "allow",
    events: [
      { select: 0xc0, umask: 0 },
      { select: secret("0xd0"), umask: 0x12 },
    ],
    targets: paths.map((path) => ({ qemuArgs: { path } })),
  };
}

async function check(plugin: Plugin, news: Properties): Promise<Properties> {
  const request = new providerPb.CheckRequest().setNews(struct(news));
  const response = await call<CheckResponse>(plugin, "check", request);
  return response.getInputs()?.toJavaScript() as Properties;
}

function create(plugin: Plugin, inputs: Properties): Promise<CreateResponse> {
  return call(plugin, "create", new providerPb.CreateRequest().setProperties(struct(inputs)));
}

const inputSecrets = ["applied", "entries", "events"];
const outputSecrets = [
  ...inputSecrets,
  "fingerprint",
  "kvmStruct",
  "qemuArguments",
  "qemuObject",
  "warnings",
];

test("a nested secret, and all that tells of it, is secret at the top level in every answer", async (t) => {
  const plugin = await startPlugin(t);
  const inputs = await check(plugin, filterAt(join(scratch(t), "a.args")));
  t.deepEqual(secretsAmong(inputs), inputSecrets);
  t.deepEqual(await check(plugin, inputs), inputs);

  const created = await create(plugin, inputs);
  const state = propertiesOf(created);
  t.deepEqual(secretsAmong(state), outputSecrets);

  const read = await call<ReadResponse>(
    plugin,
    "read",
    new providerPb.ReadRequest()
      .setId(created.getId())
      .setProperties(struct(state))
      .setInputs(struct(inputs)),
  );
  t.deepEqual(propertiesOf(read), state);
  t.deepEqual(secretsAmong(read.getInputs()?.toJavaScript() as Properties), inputSecrets);

  const unchanged = await call<DiffResponse>(
    plugin,
    "diff",
    new providerPb.DiffRequest().setOlds(struct(state)).setNews(struct(inputs)),
  );
  t.is(unchanged.getChanges(), providerPb.DiffResponse.DiffChanges.DIFF_NONE);

  const news = await check(plugin, { ...filterAt(), action: "deny" });
  const updated = await call<UpdateResponse>(
    plugin,
    "update",
    new providerPb.UpdateRequest()
      .setId(created.getId())
      .setOlds(struct(state))
      .setNews(struct(news)),
  );
  t.deepEqual(secretsAmong(propertiesOf(updated)), outputSecrets);
});

test("so it is in what a partial failure saves", async (t) => {
  const plugin = await startPlugin(t);
  const directory = scratch(t);
  const paths = [join(directory, "a.args"), join(directory, "none", "b.args")];
  const inputs = await check(plugin, filterAt(...paths));
  const error = await t.throwsAsync<ServiceError>(create(plugin, inputs));
  const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [detail] = statusPb.Status.deserializeBinary(packed as Buffer).getDetailsList();
  const failure = detail?.unpack(
    providerPb.ErrorResourceInitFailed.deserializeBinary,
    "pulumirpc.ErrorResourceInitFailed",
  );
  t.deepEqual(secretsAmong(propertiesOf(failure ?? undefined)), outputSecrets);
});

test("what is told to everybody quotes no secret", async (t) => {
  const log = await serveEngineLog(t);
  const plugin = await startPlugin(t, { args: [log.address] });
  const events = [
    { select: secret("0xabc"), umask: 0 },
    { select: secret("0xbeef"), umask: 0 },
  ];
  const news = struct({ action: "allow", events: events.slice(0, 1) });
  await call(plugin, "check", new providerPb.CheckRequest().setNews(news));
  const refused = await call<CheckResponse>(
    plugin,
    "check",
    new providerPb.CheckRequest().setNews(struct({ action: "allow", events })),
  );
  const [failure, ...more] = refused.getFailuresList();
  t.deepEqual(more, []);
  t.is(failure?.getProperty(), "events[1].select");
  t.true(failure?.getReason().endsWith("[NUMBER_OUT_OF_RANGE]"));
  t.true(log.messages.length > 0);
  for (const text of [failure?.getReason(), ...log.messages.map(({ message }) => message)]) {
    t.notRegex(text ?? "", /abc|beef/i);
  }
});

test("a secret path makes the targets' status secret", async (t) => {
  const plugin = await startPlugin(t);
  const path = join(scratch(t), "a.args");
  const inputs = await check(plugin, {
    action: "deny",
    fixedCounters: ["cycles"],
    targets: [{ qemuArgs: { path: secret(path) } }],
  });
  t.deepEqual(secretsAmong(inputs), ["applied", "targets"]);
  t.deepEqual(secretsAmong(propertiesOf(await create(plugin, inputs))), [
    "applied",
    "status",
    "targets",
  ]);
});

const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter3\n-----END OPENSSH PRIVATE KEY-----\n";

/** A filter of no secret on another host, whose login is. */
const onAnotherHost: Properties = {
  action: "deny",
  fixedCounters: ["cycles"],
  targets: [
    {
      connection: {
        host: "kvm1.example",
        user: "root",
        password: secret("hunter2"),
        privateKey: key,
      },
      qemuArgs: { path: "/etc/a.args" },
    },
  ],
};

test("a login's secrets are secret at their place, marked or not, and nothing else is", async (t) => {
  const plugin = await startPlugin(t, { env: { PMUFILTER_DRY_RUN: "1" }, cwd: scratch(t) });
  const inputs = await check(plugin, onAnotherHost);
  const connection = {
    host: "kvm1.example",
    user: "root",
    password: secret("hunter2"),
    privateKey: secret(key),
  };
  t.deepEqual(inputs["targets"], [{ connection, qemuArgs: { path: "/etc/a.args" } }]);
  t.is(JSON.stringify(inputs).split(signatureKey).length - 1, 2);
  t.deepEqual(await check(plugin, inputs), inputs);

  const created = await create(plugin, inputs);
  const state = propertiesOf(created);
  t.deepEqual(state["targets"], [{ qemuArgs: { path: "/etc/a.args" } }]);
  t.deepEqual(Object.keys(state["status"]), ["qemuArgs:kvm1.example:/etc/a.args"]);
  t.notRegex(JSON.stringify(state), /hunter|1b47061264138c4ac30d75fd1eb44270/);
});

test("a changed login is no change, and a changed host is", async (t) => {
  const plugin = await startPlugin(t, { env: { PMUFILTER_DRY_RUN: "1" }, cwd: scratch(t) });
  const inputs = await check(plugin, onAnotherHost);
  const state = propertiesOf(await create(plugin, inputs));
  const linesFor = async (connection: Properties) => {
    const [target] = onAnotherHost["targets"];
    const news = await check(plugin, { ...onAnotherHost, targets: [{ ...target, connection }] });
    const request = new providerPb.DiffRequest()
      .setOlds(struct(state))
      .setOldInputs(struct(inputs))
      .setNews(struct(news));
    const response = await call<DiffResponse>(plugin, "diff", request);
    const paths: string[] = [];
    response.getDetaileddiffMap().forEach((_, path) => void paths.push(path));
    return paths;
  };
  t.deepEqual(await linesFor({ host: "kvm1.example", user: "admin", sudo: true }), []);
  t.deepEqual((await linesFor({ host: "kvm2.example" })).sort(), [
    'applied["qemuArgs:kvm1.example:/etc/a.args"]',
    'applied["qemuArgs:kvm2.example:/etc/a.args"]',
  ]);
});

test("the secrets of the provider's connection are secret in its configuration", async (t) => {
  const plugin = await startPlugin(t);
  const configured = async (config: Properties) => {
    const request = new providerPb.CheckRequest().setNews(struct(config));
    return call<CheckResponse>(plugin, "checkConfig", request);
  };
  const connection = { user: "root", password: "hunter2" };
  const asObject = await configured({ connection });
  t.deepEqual(asObject.getInputs()?.toJavaScript(), {
    connection: { user: "root", password: secret("hunter2") },
  });
  const asText = await configured({ connection: JSON.stringify(connection) });
  t.deepEqual(asText.getInputs()?.toJavaScript(), {
    connection: secret(JSON.stringify(connection)),
  });
  for (const bad of ["hunter2", { passwort: "hunter2" }, { password: ["hunter2"] }]) {
    const refused = await configured({ connection: bad as never });
    t.is(refused.getFailuresList().length, 1);
    t.notRegex(refused.getFailuresList()[0]?.getReason() ?? "", /hunter2/);
  }
});
