import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import type { Fleet } from "../../tests/fleet/fleet.ts";
import type { Contender } from "./contender.ts";

const firstPath = "/etc/pmufilter/one.args";

/** `pulumi up` of one resource with a target on every host. */
export function oneResource(directory: string, plugin: string, rounds: number): Contender {
  return pulumi(
    "pulumi up, one resource",
    rounds,
    join(directory, "one"),
    plugin,
    (fleet, text) => ({
      fleet: resource(text, fleet, fleet.hosts, firstPath),
    }),
  );
}

/** `pulumi up` of a resource for every host. */
export function manyResources(directory: string, plugin: string, rounds: number): Contender {
  const name = "pulumi up, one per host";
  return pulumi(name, rounds, join(directory, "many"), plugin, (fleet, text) =>
    Object.fromEntries(
      fleet.hosts.map((host) => [
        `h${host.number}`,
        resource(text, fleet, [host], "/etc/pmufilter/many.args"),
      ]),
    ),
  );
}

/** The engine with one resource of its own, which asks nobody. */
export function engineAlone(directory: string, rounds: number): Contender {
  const name = "floor: engine alone, one resource";
  return floor(name, rounds, join(directory, "floor-one"), (fleet, text) => ({
    fleet: stash(text, fleet, fleet.hosts),
  }));
}

/** The same with a resource for every host. */
export function engineAloneWithMany(directory: string, rounds: number): Contender {
  const name = "floor: engine alone, one per host";
  return floor(name, rounds, join(directory, "floor-many"), (fleet, text) =>
    Object.fromEntries(fleet.hosts.map((host) => [`h${host.number}`, stash(text, fleet, [host])])),
  );
}

function floor(
  name: string,
  rounds: number,
  at: string,
  resources: (fleet: Fleet, text: 0 | 1) => object,
): Contender {
  const { more: _, ...contender } = pulumi(name, rounds, at, undefined, resources);
  return { ...contender, without: ["one host dead", "after it came back"] };
}

function stash(text: 0 | 1, fleet: Fleet, hosts: Fleet["hosts"]) {
  const { properties } = resource(text, fleet, hosts, firstPath);
  return { type: "pulumi:index:Stash", properties: { input: properties } };
}

/** Events enough for an argument file of 2 KB; the second list differs in one. */
const events = (text: 0 | 1) =>
  [...Array(37).keys()].map((index) => ({
    select: `0x${(0x40 + index).toString(16)}`,
    umask: index === 36 ? `0x0${text + 1}` : "0x01",
  }));

function resource(text: 0 | 1, { sshConfig }: Fleet, hosts: Fleet["hosts"], path: string) {
  return {
    type: "pmufilter:PmuFilter",
    properties: {
      action: "allow",
      events: events(text),
      fixedCounters: ["instructions", "cycles"],
      targets: hosts.map(({ address }) => ({
        connection: { host: address, sshConfig, connectTimeout: 5 },
        qemuArgs: { path },
      })),
    },
  };
}

function pulumi(
  name: string,
  rounds: number,
  at: string,
  plugin: string | undefined,
  resources: (fleet: Fleet, text: 0 | 1) => object,
): Contender {
  const run = async (...args: readonly string[]) => {
    const { exitCode, all } = await execa("pulumi", [...args, "--non-interactive"], {
      cwd: at,
      reject: false,
      all: true,
      env: {
        PULUMI_BACKEND_URL: `file://${at}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_HOME: join(at, "home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_STACK: "bench",
      },
    });
    return { exitCode, all };
  };
  let ready = false;
  const prepare = async () => {
    if (ready) return;
    mkdirSync(join(at, "home"), { recursive: true });
    writeFileSync(join(at, "Pulumi.yaml"), stringify({ name: "bench", runtime: "yaml" }));
    await run("stack", "init", "bench");
    ready = true;
  };
  return {
    name,
    rounds,
    prepare,
    async push(fleet, text) {
      const program = {
        name: "bench",
        runtime: "yaml",
        ...(plugin && { plugins: { providers: [{ name: "pmufilter", path: plugin }] } }),
        resources: resources(fleet, text),
      };
      writeFileSync(join(at, "Pulumi.yaml"), stringify(program, { aliasDuplicateObjects: false }));
      // Without it the engine begins no more resources once one has failed.
      const { exitCode } = await run("up", "--yes", "--skip-preview", "--continue-on-error");
      return exitCode === 0;
    },
    more: {
      refresh: async () => (await run("refresh", "--yes", "--skip-preview")).exitCode === 0,
    },
    async clear() {
      const { exitCode, all } = await run("destroy", "--yes", "--skip-preview");
      if (exitCode !== 0) throw new Error(`destroy: ${all}`);
    },
  };
}
