import { Server, ServerCredentials } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { engineLog } from "./engine-log.ts";
import { PluginState } from "./plugin-state.ts";
import { providerCalls } from "./provider-calls.ts";
import { resourceCalls } from "./resource-calls.ts";

/** Pulumi sends whole resources in a message, and allows this much itself. */
const largestMessage = 400 * 1024 * 1024;

/** A provider that is served. */
export interface Served {
  readonly port: number;
  /** Ends what is under way, and the connections to hosts. */
  close(): Promise<void>;
}

/**
 * Serves the provider on a free port of 127.0.0.1.
 *
 * @param engineAddress - where the engine's log is
 */
export async function serve(engineAddress: string | undefined): Promise<Served> {
  const state = new PluginState(process.cwd(), process.env);
  const server = new Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
  });
  server.addService(providerGrpc.ResourceProviderService, {
    ...providerCalls(state),
    ...resourceCalls(state, engineLog(engineAddress)),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve({ port, close: () => state.close() }) : reject(error),
    );
  });
}
