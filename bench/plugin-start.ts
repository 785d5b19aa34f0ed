import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";

/** A program that serves a Pulumi provider. */
export interface PluginProgram {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Milliseconds from the spawn of a plugin to its first answered call. */
export async function measureStart({ command, args }: PluginProgram): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
    );
    await new Promise<void>((resolve, reject) =>
      client.getPluginInfo(new emptyPb.Empty(), (error: ServiceError | null) =>
        error === null ? resolve() : reject(error),
      ),
    );
    client.close();
    return performance.now() - start;
  } finally {
    child.kill("SIGKILL");
  }
}

const here = (path: string): string => join(import.meta.dirname, path);

/** The plugin as installed, and what is the least that a Node provider on the same library takes. */
export function programs(installed: string): readonly PluginProgram[] {
  return [
    {
      name: "pmufilter, installed",
      command: join(installed, "pulumi-resource-pmufilter"),
      args: [],
    },
    { name: "pmufilter, from sources", command: here("../pulumi-resource-pmufilter"), args: [] },
    { name: "floor: bare grpc-js", command: process.execPath, args: [here("bare-provider.ts")] },
  ];
}
