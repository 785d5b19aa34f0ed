import { readFile } from "node:fs/promises";
import type { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { readUploadReply, type UploadReply } from "./answer.ts";
import { hostProgram } from "./bootstrap.ts";
import type { HostSettings } from "./exchange.ts";
import { garbled, helperMissing, helperRefused, lost, noShell } from "./exchange-error.ts";
import { helperPrograms, programFor } from "./helper-program.ts";
import { type LimitedRun, limitedRun } from "./limited-run.ts";
import { renderUpload } from "./request.ts";
import { newNonce } from "./request-names.ts";
import type { Transport } from "./transport.ts";

/** How slow a connection may be, in bytes per second. */
const slowest = 8_192;

/**
 * Puts kvm-pmu-filter on the host. It comes into place by one rename, so that a second time does no
 * harm: what was lost is begun anew once.
 *
 * @param machine - as `uname -m` says it there
 * @returns why not, if it does not go
 */
export async function upload(
  transport: Transport,
  machine: string,
  settings: HostSettings,
  signal: AbortSignal,
): Promise<PmuFilterError | undefined> {
  const { name } = transport;
  const program = programFor(machine, await helperPrograms(settings.helperDirectory));
  if (program === undefined) return helperMissing(name, machine);
  const bytes = await readFile(program.path);
  const leftOut: string[] = [];
  let repeated = false;
  while (true) {
    const nonce = newNonce();
    const head = Buffer.from((await hostProgram()) + renderUpload(nonce, program, leftOut));
    const seconds = settings.patience + Math.ceil(bytes.length / slowest);
    const ran = await limitedRun(transport, Buffer.concat([head, bytes]), seconds, signal);
    const reply = readUploadReply(Buffer.from(ran.stdout).toString(), nonce);
    if (reply.kind === "placed") return undefined;
    if (signal.aborted) return lost(name, { ran, changing: false });
    if (reply.kind === "unwritable" && !leftOut.includes(reply.place)) leftOut.push(reply.place);
    else if (!repeated && isLost(reply, ran)) repeated = true;
    else return failure(transport, reply, ran);
  }
}

function isLost({ kind }: UploadReply, { exitCode, tooLong }: LimitedRun): boolean {
  if (tooLong !== undefined) return false;
  return kind === "lost" || kind === "cut" || (kind === "not-begun" && exitCode > 128);
}

function failure(
  transport: Transport,
  reply: UploadReply,
  { stderr, ...rest }: LimitedRun,
): PmuFilterError {
  const { name } = transport;
  const conceal = (words: string) => transport.conceal?.(words) ?? words;
  const ran = { ...rest, stderr: conceal(stderr) };
  switch (reply.kind) {
    case "refused":
      return helperRefused(name, conceal(reply.words));
    case "garbled":
      return garbled(name, conceal(reply.line), false);
    case "not-begun":
      if (ran.exitCode <= 128 && ran.tooLong === undefined) return noShell(name, ran);
      return lost(name, { ran, changing: false });
    default:
      return lost(name, { ran, changing: false });
  }
}
