import { type handleUnaryCall, Metadata, type StatusObject, status } from "@grpc/grpc-js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import type { PropertyPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { PartialFailure } from "../resource/partial-failure.ts";
import { writeOutputs } from "./write-outputs.ts";

/** Serves a call by an async function; what that throws becomes the call's status. */
export function unaryCall<Request, Response>(
  serve: (request: Request, signal: AbortSignal) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, answer) => {
    const hungUp = new AbortController();
    call.on("cancelled", () => hungUp.abort());
    serve(call.request, hungUp.signal).then(
      (response) => answer(null, response),
      (error: unknown) => answer(toStatus(error)),
    );
  };
}

/**
 * The details of a partial failure, as a resource call adds them: secrets in the properties are
 * known to the call alone.
 */
export class PartialFailureStatus extends Error {
  override readonly name = "PartialFailureStatus";
  readonly failure: PartialFailure;
  readonly inputs: PropertyObject;
  readonly secrets: readonly PropertyPath[];

  constructor(failure: PartialFailure, inputs: PropertyObject, secrets: readonly PropertyPath[]) {
    super(failure.message);
    this.failure = failure;
    this.inputs = inputs;
    this.secrets = secrets;
  }
}

function toStatus(error: unknown): Partial<StatusObject> {
  if (error instanceof PartialFailureStatus) return partialFailure(error);
  if (error instanceof PmuFilterError) {
    return { code: status.FAILED_PRECONDITION, details: error.describe() };
  }
  // Nobody expected this one: its stack is what a bug report needs.
  return {
    code: status.INTERNAL,
    details: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** What tells the engine to save the state all the same, and to update again on the next run. */
function partialFailure({ failure, inputs, secrets }: PartialFailureStatus): Partial<StatusObject> {
  const detail = new providerPb.ErrorResourceInitFailed();
  detail.setId(failure.id);
  detail.setProperties(writeOutputs(failure.properties, inputs, secrets));
  detail.setReasonsList([...failure.reasons]);
  const packed = new anyPb.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new statusPb.Status();
  details.setCode(status.UNKNOWN);
  details.setMessage(failure.message);
  details.addDetails(packed);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(details.serializeBinary()));
  return { code: status.UNKNOWN, details: failure.message, metadata };
}
