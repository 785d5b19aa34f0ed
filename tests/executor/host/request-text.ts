import { hostProgram } from "../../../provider/executor/host/bootstrap.ts";
import { type RequestHead, renderRequest } from "../../../provider/executor/host/request.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";

/** The nonce of these requests. */
export const nonce = "0123456789abcdef";

/** A request as it goes to a host, with the script in front. */
export async function requestText(
  operations: readonly HostOperation[],
  head: Partial<RequestHead> = {},
): Promise<string> {
  const complete = { nonce, who: "test@here", lockWait: 60, helpers: undefined, ...head };
  return (await hostProgram()) + renderRequest(complete, [operations]);
}
