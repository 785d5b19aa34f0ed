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
import { formatPath } from "../declared/property-path.ts";
import type { PropertyObject } from "../declared/property-value.ts";
import { check } from "../resource/check.ts";
import type { Context } from "../resource/context.ts";
import { create, previewCreate } from "../resource/create.ts";
import { deleteFilter } from "../resource/delete.ts";
import { diff } from "../resource/diff.ts";
import { importFilter } from "../resource/import.ts";
import { PartialFailure } from "../resource/partial-failure.ts";
import { read } from "../resource/read.ts";
import { withDerivedSecrets, withoutSecrets } from "../resource/secrets.ts";
import { previewUpdate, update } from "../resource/update.ts";
import { checkFailure } from "./check-failure.ts";
import type { CallLog } from "./engine-log.ts";
import type { PluginState } from "./plugin-state.ts";
import { readProperties, writeProperties } from "./property-struct.ts";
import { PartialFailureStatus, unaryCall } from "./unary-call.ts";

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
      withContext(request, hungUp, async ({ log, lint }) => {
        const news = readProperties(request.getNews());
        const secrets = withDerivedSecrets(news.secrets);
        const { inputs, failures, warnings } = withoutSecrets(check(news.values, lint), secrets);
        for (const warning of warnings) log.warn(warning);
        const response = new providerPb.CheckResponse();
        response.setInputs(writeProperties({ values: inputs, secrets }));
        for (const { property, reason } of failures) {
          response.addFailures(checkFailure(property, reason));
        }
        return response;
      }),
    ),

    diff: unaryCall(async (request: DiffRequest) => {
      const olds = readProperties(request.getOlds()).values;
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
        const inputs = readProperties(request.getProperties());
        const secrets = withDerivedSecrets(inputs.secrets);
        const response = new providerPb.CreateResponse();
        if (request.getPreview()) {
          response.setProperties(
            writeProperties({ values: previewCreate(inputs.values, context), secrets }),
          );
          return response;
        }
        const created = await savingPartial(secrets, () => create(inputs.values, context));
        response.setId(created.id);
        response.setProperties(writeProperties({ values: created.properties, secrets }));
        return response;
      }),
    ),

    update: unaryCall((request: UpdateRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const olds = readProperties(request.getOlds()).values;
        const news = readProperties(request.getNews());
        const secrets = withDerivedSecrets(news.secrets);
        const values = request.getPreview()
          ? previewUpdate(olds, news.values, context)
          : await savingPartial(secrets, () => update(request.getId(), olds, news.values, context));
        const response = new providerPb.UpdateResponse();
        response.setProperties(writeProperties({ values, secrets }));
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
          response.setInputs(plain(imported.inputs));
          response.setProperties(plain(imported.properties));
          return response;
        }
        const inputs = readProperties(request.getInputs());
        const values = await read(request.getId(), known.values, context);
        response.setId(request.getId());
        response.setInputs(
          writeProperties({
            values: { ...inputs.values, applied: values["applied"] },
            secrets: withDerivedSecrets(inputs.secrets),
          }),
        );
        response.setProperties(writeProperties({ values, secrets: known.secrets }));
        return response;
      }),
    ),

    delete: unaryCall((request: DeleteRequest, hungUp) =>
      withContext(request, hungUp, async (context) => {
        const { values } = readProperties(request.getProperties());
        await deleteFilter(request.getId(), values, context);
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

function plain(values: PropertyObject) {
  return writeProperties({ values, secrets: new Set() });
}

/** Adds to a partial failure which of its properties are secret. */
async function savingPartial<T>(secrets: ReadonlySet<string>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PartialFailure) throw new PartialFailureStatus(error, secrets);
    throw error;
  }
}
