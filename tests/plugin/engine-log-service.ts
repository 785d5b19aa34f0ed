import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { ExecutionContext } from "ava";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";

/** An engine's log that keeps what it is told. */
export interface EngineLog {
  readonly address: string;
  readonly messages: LogRequest.AsObject[];
}

/** Serves the engine's log as Pulumi does, and stops when the test ends. */
export async function serveEngineLog(t: ExecutionContext): Promise<EngineLog> {
  const messages: LogRequest.AsObject[] = [];
  const log: handleUnaryCall<LogRequest, unknown> = ({ request }, done) => {
    messages.push(request.toObject());
    done(null, new emptyPb.Empty());
  };
  const server = new Server();
  server.addService(engineGrpc.EngineService, { log });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  t.teardown(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, messages };
}
