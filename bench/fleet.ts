import { join } from "node:path";
import { type Fleet, startFleet } from "../tests/fleet/fleet.ts";
import { missingForFleet } from "../tests/fleet/missing.ts";
import { findExecutable } from "../toolchain/executable.js";
import { ansible } from "./fleet/ansible.ts";
import { type Contender, type Situation, situations } from "./fleet/contender.ts";
import {
  engineAlone,
  engineAloneWithMany,
  manyResources,
  oneResource,
} from "./fleet/pulumi-contenders.ts";
import { printRows, type Row } from "./fleet/rows.ts";
import { plainSsh, warmSsh } from "./fleet/ssh-contenders.ts";

/*
 * How long it takes to bring a file of 2 KB to 100 hosts, and what each host is asked for it: by
 * `pulumi up`, beside ssh in parallel and Ansible. All hosts are on this machine, and so is what
 * asks them: what is measured is work, not a network.
 */

const hostCount = 100;
const rounds = 3;

/** Why it cannot be run here. */
export function missingForFleetBench(): string | undefined {
  return missingForFleet();
}

/**
 * Prints a row per contender and situation.
 *
 * @param plugin - the directory of the plugin
 */
export async function benchFleet(directory: string, plugin: string): Promise<void> {
  const contenders = contendersFor(directory, plugin);
  const fleet = await startFleet(hostCount);
  const rows = new Map<string, Row>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of contenders) {
        if (round < contender.rounds) await measureRound(contender, fleet, rows);
      }
    }
  } finally {
    await fleet.end();
  }
  printRows(`Push of 2 KB to ${hostCount} hosts, s (median of ${rounds}; Ansible: of 1)`, rows);
}

function contendersFor(directory: string, plugin: string): readonly Contender[] {
  const at = join(directory, "fleet");
  const texts = ["0", "1"].map((digit) => `${digit.repeat(63)}\n`.repeat(32));
  const ours = [oneResource, manyResources].map((make) => make(at, plugin, rounds));
  const floors = [engineAlone, engineAloneWithMany].map((make) => make(at, rounds));
  const peers = [plainSsh(at, texts, rounds), warmSsh(at, texts, rounds)];
  if (findExecutable("ansible-playbook", process.env["PATH"] ?? "")) {
    return [...ours, ...floors, ...peers, ansible(at, texts)];
  }
  console.log("\nAnsible is left out: there is no ansible-playbook on PATH.");
  return [...ours, ...floors, ...peers];
}

async function measureRound(
  contender: Contender,
  fleet: Fleet,
  rows: Map<string, Row>,
): Promise<void> {
  const dead = fleet.hosts[36];
  const measure = async (situation: string, work: () => Promise<boolean>) => {
    const before = contactsOf(fleet);
    const start = performance.now();
    const everywhere = await work();
    const seconds = (performance.now() - start) / 1000;
    if (everywhere === (situation === "one host dead")) {
      throw new Error(`${contender.name}, ${situation}: ${everywhere ? "succeeded" : "failed"}`);
    }
    const after = contactsOf(fleet);
    const row = rowOf(rows, contender.name, situation);
    row.seconds.push(seconds);
    row.connections = after.connections - before.connections;
    row.exchanges = after.exchanges - before.exchanges;
  };
  const texts: Readonly<Record<Situation, 0 | 1>> = {
    "first time": 0,
    "nothing changed": 0,
    "one event changed": 1,
    "one host dead": 0,
    "after it came back": 0,
  };
  await contender.prepare?.(fleet);
  for (const situation of situations) {
    const push = () => contender.push(fleet, texts[situation]);
    if (situation === "one host dead") await dead?.silence();
    if (situation === "after it came back") dead?.start();
    if (!contender.without?.includes(situation)) await measure(situation, push);
  }
  for (const [name, work] of Object.entries(contender.more ?? {})) {
    await measure(name, () => work(fleet));
  }
  await contender.clear(fleet);
}

function contactsOf({ hosts }: Fleet): { connections: number; exchanges: number } {
  const all = hosts.map((host) => host.contacts());
  return {
    connections: all.reduce((sum, { connections }) => sum + connections, 0),
    exchanges: all.reduce((sum, { exchanges }) => sum + exchanges, 0),
  };
}

function rowOf(rows: Map<string, Row>, contender: string, situation: string): Row {
  const key = `${contender}: ${situation}`;
  const row = rows.get(key) ?? { contender, situation, seconds: [], connections: 0, exchanges: 0 };
  rows.set(key, row);
  return row;
}
