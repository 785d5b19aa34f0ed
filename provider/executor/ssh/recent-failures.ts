import type { DeclaredConnection } from "../../declared/connection.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** How long a connection that failed is not attempted again, in milliseconds. */
const memory = 10_000;

/** Connections that failed a moment ago, so that a host that is down costs one timeout. */
export class RecentFailures {
  readonly #failures = new Map<string, { readonly error: unknown; readonly until: number }>();

  /** The error that a connection failed with, or another user's to a host that is not there. */
  recall(connection: DeclaredConnection): unknown {
    const now = performance.now();
    for (const key of [loginKey(connection), hostKey(connection)]) {
      const failure = this.#failures.get(key);
      if (failure !== undefined && now < failure.until) return failure.error;
    }
    return undefined;
  }

  remember(connection: DeclaredConnection, error: unknown): void {
    const failure = { error, until: performance.now() + memory };
    this.#failures.set(loginKey(connection), failure);
    if (isOfHost(error)) this.#failures.set(hostKey(connection), failure);
  }

  forget(connection: DeclaredConnection): void {
    this.#failures.delete(loginKey(connection));
    this.#failures.delete(hostKey(connection));
  }

  clear(): void {
    this.#failures.clear();
  }
}

/** All that a login depends on: whether it is root who works there then is none of it. */
export function loginKey({ sudo: _, ...login }: DeclaredConnection): string {
  return JSON.stringify(["login", ...Object.entries(login).sort()]);
}

/** What the way to a host depends on, whoever goes it. */
function hostKey({ host, port, sshConfig, connectTimeout }: DeclaredConnection): string {
  return JSON.stringify(["host", host, port, sshConfig, connectTimeout]);
}

function isOfHost(error: unknown): boolean {
  return (
    error instanceof PmuFilterError &&
    (error.code === "HOST_UNREACHABLE" || error.code === "HOST_SILENT")
  );
}
