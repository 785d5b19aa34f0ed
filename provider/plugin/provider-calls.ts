import { readFileSync } from "node:fs";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import type {
  CheckRequest,
  ConfigureRequest,
  DiffRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { toFailures } from "../resource/check.ts";
import { withoutSecrets } from "../resource/secrets.ts";
import { judgeSettings, settingSecrets } from "../resource/settings.ts";
import { checkFailure } from "./check-failure.ts";
import type { PluginState } from "./plugin-state.ts";
import { readProperties, writeProperties } from "./property-struct.ts";
import { unaryCall } from "./unary-call.ts";

/** The calls that are about the provider as a whole. */
export function providerCalls(state: PluginState): UntypedServiceImplementation {
  return {
    handshake: unaryCall(async () => {
      const response = new providerPb.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),

    getSchema: unaryCall(async () => {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(readPackageFile("schema.json"));
      return response;
    }),

    getPluginInfo: unaryCall(async () => {
      const { version } = JSON.parse(readPackageFile("package.json")) as { version: string };
      const response = new pluginPb.PluginInfo();
      response.setVersion(version);
      return response;
    }),

    checkConfig: unaryCall(async (request: CheckRequest) => {
      const { values, secrets: marked } = readProperties(request.getNews());
      const secrets = settingSecrets(values, marked);
      const failures = toFailures(judgeSettings(values));
      const checked = withoutSecrets({ inputs: values, failures, warnings: [] }, secrets);
      const response = new providerPb.CheckResponse();
      response.setInputs(writeProperties({ values, secrets }));
      for (const { property, reason } of checked.failures) {
        response.addFailures(checkFailure(property, reason));
      }
      return response;
    }),

    // No setting says which hosts a resource has, so a change of settings replaces nothing.
    diffConfig: unaryCall(async (request: DiffRequest) => {
      const text = (struct: ReturnType<DiffRequest["getOlds"]>) =>
        JSON.stringify(struct?.toJavaScript());
      const response = new providerPb.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;
      const same = text(request.getOldInputs()) === text(request.getNews());
      response.setChanges(same ? DIFF_NONE : DIFF_SOME);
      return response;
    }),

    configure: unaryCall(async (request: ConfigureRequest) => {
      state.configure(readProperties(request.getArgs()).values);
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),

    cancel: unaryCall(async () => {
      state.cancel();
      return new emptyPb.Empty();
    }),
  };
}

/** A file at the root of the package; sources and build lie equally deep below it. */
function readPackageFile(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
}
