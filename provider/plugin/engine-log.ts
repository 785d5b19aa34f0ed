import { credentials } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type { Log } from "../resource/context.ts";

/** A resource's log whose messages are delivered before its call is answered. */
export interface CallLog extends Log {
  /** Waits until every message has reached the engine. */
  delivered(): Promise<void>;
}

type Severity = keyof typeof enginePb.LogSeverity;

/**
 * The engine's log; what a plugin prints, its users never see.
 *
 * @param engineAddress - host and port of the engine; undefined where a plugin is run by hand
 */
export function engineLog(engineAddress: string | undefined): (urn: string) => CallLog {
  if (engineAddress === undefined) return () => silentLog;
  const client = new engineGrpc.EngineClient(engineAddress, credentials.createInsecure());
  return (urn) => {
    let last = Promise.resolve();
    const send = (severity: Severity, message: string, ephemeral: boolean): void => {
      const request = new enginePb.LogRequest();
      request.setSeverity(enginePb.LogSeverity[severity]);
      request.setMessage(message);
      request.setUrn(urn);
      request.setEphemeral(ephemeral);
      // One after the other: calls under way at the same time overtake each other. A message that the
      // engine does not take is lost; the work it tells of is not.
      last = last.then(() => new Promise((done) => client.log(request, () => done())));
    };
    return {
      info: (message) => send("INFO", message, false),
      warn: (message) => send("WARNING", message, false),
      progress: (message) => send("INFO", message, true),
      async delivered() {
        await last;
      },
    };
  };
}

const silentLog: CallLog = {
  info() {},
  warn() {},
  progress() {},
  async delivered() {},
};
