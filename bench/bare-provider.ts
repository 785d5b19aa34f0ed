import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { CheckRequest, CreateRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";

/*
 * The floor: a provider that takes any resource as it is and does nothing, on the same gRPC
 * library. What pmufilter takes beyond it is its own.
 */

function unary<Request>(answer: (request: Request) => unknown): handleUnaryCall<Request, unknown> {
  return ({ request }, done) => done(null, answer(request));
}

const server = new Server();
server.addService(providerGrpc.ResourceProviderService, {
  handshake: unary(() => new providerPb.ProviderHandshakeResponse()),
  getPluginInfo: unary(() => new pluginPb.PluginInfo()),
  getSchema: unary(() => {
    const response = new providerPb.GetSchemaResponse();
    response.setSchema(schema);
    return response;
  }),
  checkConfig: unary((request: CheckRequest) =>
    new providerPb.CheckResponse().setInputs(request.getNews()),
  ),
  configure: unary(() => new providerPb.ConfigureResponse().setSupportspreview(true)),
  check: unary((request: CheckRequest) =>
    new providerPb.CheckResponse().setInputs(request.getNews()),
  ),
  create: unary((request: CreateRequest) =>
    new providerPb.CreateResponse().setProperties(request.getProperties()),
  ),
  cancel: unary(() => new emptyPb.Empty()),
});

const schema = JSON.stringify({
  name: "bare",
  version: "0.1.0",
  resources: {
    "bare:index:Bare": {
      inputProperties: { action: { type: "string" }, cpus: anyList(), events: anyList() },
      properties: { action: { type: "string" } },
    },
  },
});

function anyList() {
  return { type: "array", items: { $ref: "pulumi.json#/Any" } };
}

server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
