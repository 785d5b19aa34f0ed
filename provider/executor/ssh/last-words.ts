import type { DeclaredConnection } from "../../declared/connection.ts";
import { harmless, quotedWords } from "../quoted-words.ts";

/** What a program said last, to be put behind a message. */
export function lastWords(stderr: string, connection: DeclaredConnection): string {
  const words = quotedWords(stderr, secretsOf(connection));
  return words === "" ? "" : `: ${words}`;
}

/** A text of the host's without the connection's secrets, whatever echoes them there. */
export function concealed(text: string, connection: DeclaredConnection): string {
  return harmless(text, secretsOf(connection));
}

function secretsOf({ password, privateKeyPassword }: DeclaredConnection) {
  return [password, privateKeyPassword];
}
