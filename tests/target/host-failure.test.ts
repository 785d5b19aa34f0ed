import test from "ava";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { hostFailure } from "../../provider/target/host-failure.ts";
import { type FailureReason, failureReasons } from "../../provider/target/host-operation.ts";

const others: Partial<Record<FailureReason, ErrorCode>> = {
  "account-unknown": "ACCOUNT_UNKNOWN",
  "program-missing": "PROGRAM_MISSING",
  "input-cut": "HOST_LOST",
};

for (const reason of failureReasons) {
  test(`${reason}: the code, the host and what to do are told`, (t) => {
    const failure = { kind: "failed", reason, words: "its words\n" } as const;
    const error = hostFailure("write", "/etc/web.args", "kvm1.example", failure);
    t.is(error.code, others[reason] ?? "FILE_INACCESSIBLE");
    t.true(error.message.includes("kvm1.example"));
    t.not(error.hint, undefined);
  });
}
