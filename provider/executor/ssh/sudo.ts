import type { DeclaredConnection } from "../../declared/connection.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { bootstrap } from "../host/bootstrap.ts";
import type { Ran } from "../host/transport.ts";
import { lastWords } from "./last-words.ts";

const asked = "pmufilter: asks for root";
const granted = "pmufilter: is root";
const data = "pmufilter: data";

/**
 * What the login shell runs where `sudo` is wanted. It reads two lines: the password, which may be
 * empty, and {@link asRoot}. The password is tried once alone, since `sudo -S` would take the lines
 * behind a wrong one for further passwords.
 */
export const sudoCommand = [
  "exec sh -c '",
  "IFS= read -r p; IFS= read -r b; ",
  `echo; echo "${asked}"; `,
  'if [ "$(id -u)" = 0 ]; then exec sh -c "$b"; fi; ',
  'if [ -z "$p" ]; then exec sudo -n -- sh -c "$b"; fi; ',
  "if sudo -n true </dev/null 2>/dev/null || ",
  'printf "%s\\n" "$p" | sudo -S -p "" -v; ',
  'then exec sudo -S -p "" -- sh -c "$b"; fi; exit 1',
  "'",
].join("");

/** sudo reads the password once more, or it does not: what stands before the data is skipped. */
const asRoot = [
  `while IFS= read -r l; do [ "$l" = "${data}" ] && break; done; `,
  `echo; echo "${granted}"; ${bootstrap}`,
].join("");

/** A request with the lines before it that {@link sudoCommand} reads. */
export function sudoRequest(password: string | undefined, request: Uint8Array): Uint8Array {
  const lines = [password ?? "", asRoot, ...(password === undefined ? [] : [password]), data];
  return Buffer.concat([Buffer.from(`${lines.join("\n")}\n`), request]);
}

/**
 * Judges what a run of {@link sudoCommand} left.
 *
 * @throws PmuFilterError SUDO_DENIED
 */
export function checkSudo(connection: DeclaredConnection, name: string, ran: Ran): Ran {
  const lines = new Set(Buffer.from(ran.stdout).toString("latin1").split("\n"));
  if (lines.has(granted) || !lines.has(asked) || ran.exitCode > 128) return ran;
  throw new PmuFilterError(
    "SUDO_DENIED",
    `sudo does not make the user root on ${name}${lastWords(ran.stderr, connection)}`,
    {
      hint:
        connection.password === undefined
          ? "Give the user's password, or let the user run sh as root without one (NOPASSWD in sudoers)."
          : "Check the password, and that sudoers lets the user run sh as root without a terminal.",
    },
  );
}
