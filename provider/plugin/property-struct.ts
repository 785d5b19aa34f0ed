import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import { fromEngine, type Properties, toEngine } from "../engine/special-values.ts";

/** Reads a message's properties. */
export function readProperties(struct: structPb.Struct | undefined): Properties {
  return fromEngine(struct?.toJavaScript() ?? {});
}

/** Writes properties into a message. */
export function writeProperties(properties: Properties): structPb.Struct {
  return structPb.Struct.fromJavaScript(toEngine(properties));
}
