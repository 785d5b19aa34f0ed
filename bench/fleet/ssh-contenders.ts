import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Fleet } from "../../tests/fleet/fleet.ts";
import type { Contender } from "./contender.ts";

/** How many are at work at once: xargs's -P, and the provider's own bound. */
const atOnce = "16";

/** The file is written beside its place and renamed, as whoever does this with care would. */
const receive = (path: string) => `cat >${path}.new && mv -f ${path}.new ${path}`;

/** `xargs -P16 ssh`, each with a connection of its own. */
export function plainSsh(directory: string, texts: readonly string[], rounds: number): Contender {
  const path = "/etc/pmufilter/plain.args";
  return {
    name: "xargs -P16 ssh",
    rounds,
    push: (fleet, text) =>
      eachHost(fleet, textFile(directory, texts, text), [
        ...["ssh", "-F", fleet.sshConfig, "-o", "ConnectTimeout=5", "{}", receive(path)],
      ]),
    clear: async ({ hosts }) => removeOn(hosts, path),
  };
}

/** The same over connections that are open already. Opening them is not measured. */
export function warmSsh(directory: string, texts: readonly string[], rounds: number): Contender {
  const path = "/etc/pmufilter/warm.args";
  const ssh = ({ sshConfig }: Fleet) => {
    return ["ssh", "-F", sshConfig, "-o", `ControlPath=${join(directory, "control-%h")}`];
  };
  const persist = ["-o", "ControlMaster=yes", "-o", "ControlPersist=600"];
  return {
    name: "the same, warm ControlMaster",
    rounds,
    // A host with an open connection is not dead.
    without: ["one host dead", "after it came back"],
    async prepare(fleet) {
      await eachHost(fleet, "/dev/null", [...ssh(fleet), ...persist, "{}", "true"]);
    },
    push: (fleet, text) =>
      eachHost(fleet, textFile(directory, texts, text), [...ssh(fleet), "{}", receive(path)]),
    async clear(fleet) {
      await eachHost(fleet, "/dev/null", [...ssh(fleet), "-O", "exit", "{}"]);
      removeOn(fleet.hosts, path);
    },
  };
}

/** The commands get their stdin from a file, since xargs gives them its own, which is at its end. */
async function eachHost(
  { hosts }: Fleet,
  input: string,
  command: readonly string[],
): Promise<boolean> {
  const redirect = ["sh", "-c", 'file=$1; shift; exec "$@" <"$file" 2>/dev/null', "sh", input];
  const { exitCode } = await execa("xargs", ["-P", atOnce, "-I", "{}", ...redirect, ...command], {
    input: hosts.map(({ address }) => `${address}\n`).join(""),
    reject: false,
  });
  return exitCode === 0;
}

function textFile(directory: string, texts: readonly string[], text: number): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `text-${text}`);
  writeFileSync(file, texts[text] ?? "");
  return file;
}

function removeOn(hosts: Fleet["hosts"], path: string): void {
  for (const host of hosts) host.remove(path);
}
