import test from "ava";
import type { ErrorCode } from "../../../provider/errors/error-code.ts";
import { unreachable } from "../../../provider/executor/ssh/login-error.ts";
import type { Reachability } from "../../../provider/executor/ssh/reachability.ts";

const destination = {
  user: "ops",
  host: "kvm1.example",
  port: 22,
  alias: undefined,
  proxied: false,
  jumps: [],
  knownHosts: [],
};

const cases: readonly { readonly found: Reachability; readonly code: ErrorCode }[] = [
  { found: { kind: "name-unknown", code: "ENOTFOUND" }, code: "HOST_UNREACHABLE" },
  { found: { kind: "name-unknown", code: "EAI_AGAIN" }, code: "SSH_FAILED" },
  { found: { kind: "unreachable", code: "EHOSTUNREACH" }, code: "HOST_UNREACHABLE" },
  { found: { kind: "no-answer" }, code: "HOST_UNREACHABLE" },
  { found: { kind: "silent" }, code: "HOST_SILENT" },
  { found: { kind: "ssh" }, code: "SSH_FAILED" },
];

for (const { found, code } of cases) {
  test(`a failed login where there is ${Object.values(found).join(" ")} is ${code}`, (t) => {
    t.is(unreachable("kvm1", destination, found).code, code);
  });
}
