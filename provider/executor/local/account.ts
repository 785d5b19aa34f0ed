import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** The databases of getent(1) that hold accounts. */
export type AccountDatabase = "passwd" | "group";

/** The name of an account's number, as a list of one; empty if it has none. */
export async function accountName(database: AccountDatabase, id: number): Promise<string[]> {
  const [name] = await entry(database, String(id));
  return name === undefined ? [] : [name];
}

/**
 * The number of an account's name, by the machine's own name service.
 *
 * @throws PmuFilterError ACCOUNT_UNKNOWN if there is no such account
 */
export async function accountId(database: AccountDatabase, account: string): Promise<number> {
  if (/^[0-9]+$/.test(account)) return Number(account);
  const [, , id] = await entry(database, account);
  if (id !== undefined) return Number(id);
  const what = database === "passwd" ? "user" : "group";
  throw new PmuFilterError("ACCOUNT_UNKNOWN", `this machine knows no ${what} "${account}"`, {
    hint: `Create the ${what}, or give its number.`,
  });
}

/** The fields of an entry; none if getent says that there is no such key (exit code 2). */
async function entry(database: AccountDatabase, key: string): Promise<string[]> {
  // Loaded when it is needed, which is seldom: it takes a third of the plugin's start.
  const { execa } = await import("execa");
  const { stdout, exitCode, failed, shortMessage } = await execa("getent", ["--", database, key], {
    reject: false,
  });
  if (exitCode === 2) return [];
  if (failed) {
    throw new PmuFilterError("ACCOUNT_UNKNOWN", `cannot look up "${key}": ${shortMessage}`, {
      hint: "Give the account's number.",
    });
  }
  return stdout.split(":");
}
