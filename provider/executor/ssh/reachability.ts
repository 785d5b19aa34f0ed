import { lookup } from "node:dns/promises";
import { connect } from "node:net";

/** What answers at an address. */
export type Reachability =
  | { readonly kind: "name-unknown"; readonly code: string }
  /** The system's error: ECONNREFUSED, EHOSTUNREACH, ... */
  | { readonly kind: "unreachable"; readonly code: string }
  /** Nothing came back at all. */
  | { readonly kind: "no-answer" }
  /** Connected, and nothing was said. */
  | { readonly kind: "silent" }
  /** Connected, and the other side closed before it said that it is an ssh server. */
  | { readonly kind: "closed" }
  | { readonly kind: "not-ssh" }
  | { readonly kind: "ssh" };

/**
 * Looks what is at an address, without ssh: resolves the name, connects, and reads the server's
 * identification (RFC 4253, section 4.2).
 *
 * @param patience - for connecting, and for the identification, in milliseconds
 */
export async function reachability(
  host: string,
  port: number,
  patience = 2_000,
): Promise<Reachability> {
  try {
    await lookup(host);
  } catch (error) {
    return { kind: "name-unknown", code: (error as NodeJS.ErrnoException).code ?? "" };
  }
  return identification(host, port, patience);
}

function identification(host: string, port: number, patience: number): Promise<Reachability> {
  const { promise, resolve } = Promise.withResolvers<Reachability>();
  const socket = connect({ host, port });
  let text = "";
  let connected = false;
  const timer = setTimeout(
    () => resolve(connected ? { kind: "silent" } : { kind: "no-answer" }),
    patience,
  );
  socket.on("connect", () => {
    connected = true;
    timer.refresh();
  });
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
    // Other lines may come before it.
    if (/^SSH-/m.test(text)) resolve({ kind: "ssh" });
    else if (text.length > 10_000) resolve({ kind: "not-ssh" });
  });
  socket.on("end", () => resolve({ kind: "closed" }));
  socket.on("error", (error: NodeJS.ErrnoException) => {
    const timedOut = error.code === "ETIMEDOUT";
    if (connected) resolve({ kind: "closed" });
    else resolve(timedOut ? { kind: "no-answer" } : { kind: "unreachable", code: codeOf(error) });
  });
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}

/** A name with several addresses fails with an error for each. */
function codeOf(error: NodeJS.ErrnoException): string {
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return (first as NodeJS.ErrnoException | undefined)?.code ?? error.code ?? error.message;
}
