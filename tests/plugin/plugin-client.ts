import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ExecutionContext } from "ava";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";

type Client = InstanceType<typeof providerGrpc.ResourceProviderClient>;
/** The calls of the service, as the client names them. */
type CallName = Extract<keyof Client, keyof typeof providerGrpc.ResourceProviderService>;

/** A running plugin and a real client of it. */
export interface Plugin {
  readonly client: Client;
  readonly child: ChildProcess;
}

/** How a plugin is started. */
export interface Start {
  /** Another program that serves a provider, in place of ours. */
  readonly program?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const executable = join(import.meta.dirname, "..", "..", "pulumi-resource-pmufilter");

/** Starts the plugin as Pulumi's engine does, and stops it when the test ends. */
export async function startPlugin(t: ExecutionContext, start: Start = {}): Promise<Plugin> {
  const child = spawn(start.program ?? executable, start.args ?? [], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: start.cwd,
    env: { ...process.env, ...start.env },
  });
  t.teardown(() => {
    child.kill("SIGKILL");
  });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  t.regex(port, /^[0-9]+$/);
  const client = new providerGrpc.ResourceProviderClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
  );
  t.teardown(() => client.close());
  return { client, child };
}

/** Makes a call and answers with its response, or throws its status. */
export function call<Response>(
  { client }: Plugin,
  name: CallName,
  request: object,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, response: Response) =>
      error === null ? resolve(response) : reject(error);
    (client[name] as (request: object, done: unknown) => void).call(client, request, done);
  });
}

/** Properties as a message. */
export function struct(properties: object): structPb.Struct {
  return structPb.Struct.fromJavaScript(properties as Record<string, structPb.JavaScriptValue>);
}

/** How the engine marks a secret. */
export function secret(value: structPb.JavaScriptValue): structPb.JavaScriptValue {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** How the engine writes an unknown value. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
