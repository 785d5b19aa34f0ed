import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { Host } from "../../../provider/executor/host/host.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { Procedure } from "../../../provider/target/procedure.ts";
import { builtHelper } from "../../../toolchain/helper.ts";
import { type Libvirt, startLibvirt } from "../../helper/libvirt.ts";

/** A host with a libvirtd of the test's own, whose files nobody else sees. */
export interface LibvirtHost extends Libvirt {
  /** What the host has at a path below /etc/kvm-pmu-filter, /var/lib or /run. */
  path(path: string): string;
  /** Carries out a procedure on the host. */
  perform<Result>(procedure: Procedure<Result>): Promise<Result>;
  /** How many exchanges there have been. */
  exchanges(): number;
  /** Runs a program within the host. */
  run(program: string, ...args: readonly string[]): string;
}

/**
 * The host of a file's tests, started with the first of them: libvirtd takes its time to find out
 * about every QEMU of the machine.
 */
export function hostOfThisFile(): () => Promise<LibvirtHost> {
  const teardowns: (() => unknown)[] = [];
  let host: Promise<LibvirtHost> | undefined;
  test.after.always(async () => {
    for (const end of teardowns.reverse()) await end();
  });
  return () => {
    host ??= startLibvirtHost({ teardown: (end: () => unknown) => teardowns.push(end) });
    return host;
  };
}

async function startLibvirtHost(t: Pick<ExecutionContext, "teardown">): Promise<LibvirtHost> {
  const libvirt = await startLibvirt(t as ExecutionContext);
  const base = dirname(libvirt.directory);
  const pid = Number(readFileSync(join(base, "run", "libvirtd.pid"), "utf8"));
  const inside = ["nsenter", `--mount=/proc/${pid}/ns/mnt`] as const;
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(inside[0], [...inside.slice(1), program, ...args], { encoding: "utf8" });
  for (const name of ["filters", "var"]) mkdirSync(join(base, name));
  mkdirSync(join(base, "var", "libvirt"));
  run("mount", "--bind", libvirt.directory, join(base, "var", "libvirt"));
  run("mount", "--rbind", join(base, "var"), "/var/lib");
  run("mkdir", "-p", places.filters);
  run("mount", "--bind", join(base, "filters"), places.filters);
  await provideHelper();
  let exchanges = 0;
  const transport = new LocalTransport("kvm1", [...inside, "sh"]);
  const host = new Host({
    name: transport.name,
    run: (request, signal) => {
      exchanges += 1;
      return transport.run(request, signal);
    },
    close: () => transport.close(),
  });
  t.teardown(() => host.close());
  return {
    ...libvirt,
    path(path) {
      const [name, place] =
        Object.entries(places).find(([, each]) => path.startsWith(`${each}/`)) ?? [];
      if (name === undefined || place === undefined) throw new Error(`${path} is the machine's`);
      return join(base, name, path.slice(place.length));
    },
    perform: (procedure) => host.perform(procedure, new AbortController().signal),
    exchanges: () => exchanges,
    run,
  };
}

/** What of the machine is the host's own, by the names of its directories. libvirt's are its already. */
const places = {
  filters: "/etc/kvm-pmu-filter",
  // Without kvm-pmu-filter's own directory in it: whoever makes that gives it its mode.
  var: "/var/lib",
  run: "/run",
} as const;

/** The program that is brought to hosts, where this process looks for it. */
async function provideHelper(): Promise<void> {
  if (process.env["PMUFILTER_HELPER_DIR"] !== undefined) return;
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-helper-"));
  process.on("exit", () => execFileSync("rm", ["-r", directory]));
  copyFileSync(await builtHelper("static"), join(directory, "kvm-pmu-filter-x86_64"));
  process.env["PMUFILTER_HELPER_DIR"] = directory;
}
