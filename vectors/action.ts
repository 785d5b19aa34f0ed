import { kvmAbi } from "../provider/encoding/kvm-abi.ts";
import { numberAt, type Row, textAt } from "./row.ts";

/** The action of a vector or of one of its calls, by number or by name: x86 and arm64 number alike. */
export function actionOf(row: Row): number {
  const name = row.has("action") ? row.get("action") : textAt(row, "action_name");
  if (name === "allow") return kvmAbi.actionAllow;
  return name === "deny" ? kvmAbi.actionDeny : numberAt(row, "action");
}
