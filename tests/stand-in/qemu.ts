import { QemuError } from "./qemu-error.ts";
import { start } from "./start.ts";

const standIn = "stand-in for a QEMU that carries the kvm-pmu-filter series of April 2025";

/**
 * This is no QEMU but a stand-in: no released QEMU has the kvm-pmu-filter object, so tests have
 * nothing real to hand their arguments to. It reads `-object` and `-accel` as a QEMU 10.0 with the
 * series was seen to, by code of its own, and runs no VM.
 *
 *     node tests/stand-in/qemu.ts -object JSON -accel kvm,pmu-filter=ID
 *
 * stdout has what the kernel would get, as JSON (`null` for a VM without a filter); stderr says
 * first that this is the stand-in, then what QEMU would. The exit code is 1 for a VM that would not
 * start.
 */
function main(args: readonly string[]): void {
  if (args.includes("--version")) {
    console.log(`A ${standIn}; not a QEMU.`);
    return;
  }
  console.error(`This is a ${standIn}; no VM is run.`);
  try {
    const { filter, warnings } = start(args);
    for (const warning of warnings) console.error(`warning: ${warning}`);
    console.log(JSON.stringify(filter ?? null));
  } catch (error) {
    if (!(error instanceof QemuError)) throw error;
    for (const line of error.lines) console.error(line);
    process.exitCode = 1;
  }
}

main(process.argv.slice(2));
