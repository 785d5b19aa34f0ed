import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { formatPath, type PropertyPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { check } from "../resource/check.ts";
import { withConnections } from "../resource/connections.ts";
import type { Context } from "../resource/context.ts";
import { create, previewCreate } from "../resource/create.ts";
import { deleteFilter } from "../resource/delete.ts";
import { diff } from "../resource/diff.ts";
import { importFilter } from "../resource/import.ts";
import { PartialFailure } from "../resource/partial-failure.ts";
import { probeHosts } from "../resource/probe.ts";
import { read } from "../resource/read.ts";
import { isFilterSecret } from "../resource/secret-filter.ts";
import { allSecrets, withoutSecrets } from "../resource/secrets.ts";
import { previewUpdate, update } from "../resource/update.ts";
import { checkFailure } from "./check-failure.ts";
import type { CallLog } from "./engine-log.ts";
import type { PluginState } from "./plugin-state.ts";
import { readProperties, writeProperties } from "./property-struct.ts";
import { PartialFailureStatus, unaryCall } from "./unary-call.ts";
import { writeOutputs } from "./write-outputs.ts";

/** The calls that are about one resource; each only translates for the lifecycle. */
export function resourceCalls(
  state: PluginState,
  logFor: (urn: string) => CallLog,
): UntypedServiceImplementation {
  /** Serves a call with a context, and delivers its messages before the answer. */
  const withContext = async <T>(
    request: { getUrn(): string; getTimeout?(): number },
    hungUp: AbortSignal,
    work: (context: Context) => Promise<T>,
  ): Promise<T> => {
    const log = logFor(request.getUrn());
    const signal = state.signal(hungUp, request.getTimeout?.() ?? 0);
    try {
      return await work({ ...state.configured, log, signal });
    } finally {
      await log.delivered();
    }
  };

  return {
    check: unaryCall((request: CheckRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const news = readProperties(request.getNews());
        const checked = check(news.values, context);
        const secrets = allSecrets(checked.inputs, news.secrets);
        const { inputs, failures, warnings } = withoutSecrets(checked, secrets);
        for (const warning of warnings) context.log.warn(warning);
        const response = new providerPb.CheckResponse();
        response.setInputs(writeProperties({ values: inputs, secrets }));
        for (const { property, reason } of failures) {
          response.addFailures(checkFailure(property, reason));
        }
        return response;
      }),
    ),

    diff: unaryCall(async (request: DiffRequest) => {
      const olds = stateOf(request.getOlds(), request.getOldInputs());
      const changes = diff(olds, readProperties(request.getNews()).values, state.configured);
      const response = new providerPb.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;
      response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
      response.setHasdetaileddiff(true);
      response.setDiffsList([...new Set(changes.map(({ path: [key = ""] }) => String(key)))]);
      for (const { path, kind } of changes) {
        const line = new providerPb.PropertyDiff();
        line.setKind(diffKinds[kind]);
        response.getDetaileddiffMap().set(formatPath(path), line);
      }
      return response;
    }),

    create: unaryCall((request: CreateRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const { values: inputs, secrets: marked } = readProperties(request.getProperties());
        const secrets = allSecrets(inputs, marked);
        const response = new providerPb.CreateResponse();
        if (request.getPreview()) {
          await probeHosts(inputs, secrets, context);
          response.setProperties(writeOutputs(previewCreate(inputs, context), inputs, secrets));
          return response;
        }
        const created = await savingPartial(inputs, secrets, () =>
          create(inputs, secretly(context, secrets)),
        );
        response.setId(created.id);
        response.setProperties(writeOutputs(created.properties, inputs, secrets));
        return response;
      }),
    ),

    update: unaryCall((request: UpdateRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const olds = stateOf(request.getOlds(), request.getOldInputs());
        const { values: news, secrets: marked } = readProperties(request.getNews());
        const secrets = allSecrets(news, marked);
        const response = new providerPb.UpdateResponse();
        if (request.getPreview()) {
          await probeHosts(news, secrets, context);
          response.setProperties(writeOutputs(previewUpdate(olds, news, context), news, secrets));
          return response;
        }
        const work = () => update(request.getId(), olds, news, secretly(context, secrets));
        const updated = await savingPartial(news, secrets, work);
        response.setProperties(writeOutputs(updated, news, secrets));
        return response;
      }),
    ),

    read: unaryCall((request: ReadRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const known = readProperties(request.getProperties());
        const response = new providerPb.ReadResponse();
        if (Object.keys(known.values).length === 0) {
          const imported = await importFilter(request.getId(), context);
          // Without an id, the engine takes it that there is no such resource.
          if (imported === undefined) return response;
          response.setId(imported.id);
          response.setInputs(writeProperties({ values: imported.inputs, secrets: [] }));
          response.setProperties(writeOutputs(imported.properties, imported.inputs, []));
          return response;
        }
        const inputs = readProperties(request.getInputs());
        const state = withConnections(known.values, inputs.values);
        const values = await read(request.getId(), state, secretly(context, known.secrets));
        response.setId(request.getId());
        response.setInputs(
          writeProperties({
            values: { ...inputs.values, applied: values["applied"] },
            secrets: allSecrets(inputs.values, inputs.secrets),
          }),
        );
        response.setProperties(writeOutputs(values, inputs.values, known.secrets));
        return response;
      }),
    ),

    delete: unaryCall((request: DeleteRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const known = stateOf(request.getProperties(), request.getOldInputs());
        const { secrets } = readProperties(request.getProperties());
        await deleteFilter(request.getId(), known, secretly(context, secrets));
        return new emptyPb.Empty();
      }),
    ),
  };
}

const diffKinds = {
  add: providerPb.PropertyDiff.Kind.ADD,
  delete: providerPb.PropertyDiff.Kind.DELETE,
  update: providerPb.PropertyDiff.Kind.UPDATE,
} as const;

type Message = Parameters<typeof readProperties>[0];

/** What is known of a resource: its outputs, with the connections that only its inputs have. */
function stateOf(outputs: Message, inputs: Message): PropertyObject {
  return withConnections(readProperties(outputs).values, readProperties(inputs).values);
}

/** The context of work that tells nothing of a filter that is secret. */
function secretly(context: Context, secrets: readonly PropertyPath[]): Context {
  return { ...context, secretFilter: isFilterSecret(secrets) };
}

/** Adds to a partial failure the inputs that are saved beside it, and what is secret. */
async function savingPartial<T>(
  inputs: PropertyObject,
  secrets: readonly PropertyPath[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PartialFailure) throw new PartialFailureStatus(error, inputs, secrets);
    throw error;
  }
}
