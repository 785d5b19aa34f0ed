import type { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer, HostOperation } from "../../target/host-operation.ts";
import { harmless } from "../quoted-words.ts";
import { type Reply, readReply } from "./answer.ts";
import { hostProgram } from "./bootstrap.ts";
import {
  garbled,
  helperAbsent,
  helperRefused,
  locked,
  lost,
  noShell,
  unlockable,
} from "./exchange-error.ts";
import { helperPrograms } from "./helper-program.ts";
import { type LimitedRun, limitedRun } from "./limited-run.ts";
import { withoutRepeats } from "./repeated-run.ts";
import { bringsHelper, changes, needsHelper, renderRequest, unsayable } from "./request.ts";
import { newNonce, whoWeAre } from "./request-names.ts";
import type { Transport } from "./transport.ts";
import { upload } from "./upload.ts";

/** What is done for one target in one exchange. */
export type Section = readonly HostOperation[];

/** A section's answers, or why there are none. */
export type Outcome = readonly HostAnswer[] | PmuFilterError | RangeError;

/** How hosts are worked on. */
export interface HostSettings {
  /** How long to wait for another's lock on the host, in seconds. */
  readonly lockWait: number;
  /**
   * How long a run may take besides that wait and a while for each operation, in seconds. Generous:
   * it is there for what would never end.
   */
  readonly patience: number;
  /** Where kvm-pmu-filter for hosts is. */
  readonly helperDirectory: string;
}

/** How many seconds an operation adds to a run's limit. */
const perOperation = 2;

/**
 * Asks a host once for all sections, and puts kvm-pmu-filter there first where it is missing. A run
 * that was lost is begun anew once if it changes nothing. One that changes something is not, even if
 * no answer came: the host may have read all of it.
 *
 * @returns an outcome for each section
 * @throws PmuFilterError if the host cannot be reached, or nothing can be done there at all
 */
export async function exchange(
  transport: Transport,
  sections: readonly Section[],
  settings: HostSettings,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const mistakes = sections.map(unsayable);
  const sound = sections.filter((_, index) => mistakes[index] === undefined);
  const done = sound.length === 0 ? [] : await exchangeSound(transport, sound, settings, signal);
  const rest = done.values();
  return mistakes.map((mistake) => mistake ?? (rest.next().value as Outcome));
}

async function exchangeSound(
  transport: Transport,
  sections: readonly Section[],
  settings: HostSettings,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const asked = await request(transport, sections, settings, signal);
  const machine = missing(asked);
  if (machine === undefined) return outcomes(transport, sections, asked, settings);
  const brings = sections.some((section) => section.some(bringsHelper));
  const refusal = brings
    ? await upload(transport, machine, settings, signal)
    : helperAbsent(transport.name);
  if (refusal === undefined) {
    const again = await request(transport, sections, settings, signal);
    if (missing(again) === undefined) return outcomes(transport, sections, again, settings);
  }
  // What needs no helper is done all the same.
  const others = sections.filter((section) => !section.some(needsHelper));
  const done = others.length === 0 ? [] : await exchangeSound(transport, others, settings, signal);
  const error =
    refusal ?? helperRefused(transport.name, "it is gone as soon as it has been put there");
  return sections.map((section) => done[others.indexOf(section)] ?? error);
}

/** What a request left. */
interface Asked {
  readonly ran: LimitedRun;
  readonly reply: Reply;
}

/** The machine that has no kvm-pmu-filter yet, if that is the reply. */
function missing({ reply }: Asked): string | undefined {
  return reply.kind === "helper-missing" ? reply.machine : undefined;
}

async function request(
  transport: Transport,
  sections: readonly Section[],
  settings: HostSettings,
  signal: AbortSignal,
): Promise<Asked> {
  const changing = sections.some((section) => section.some(changes));
  const shorter = withoutRepeats(sections);
  const attempt = async (): Promise<Asked> => {
    const nonce = newNonce();
    const head = {
      nonce,
      who: whoWeAre(),
      lockWait: changing ? settings.lockWait : undefined,
      helpers: sections.some((section) => section.some(needsHelper))
        ? await helperPrograms(settings.helperDirectory)
        : undefined,
    };
    const text = (await hostProgram()) + renderRequest(head, shorter.sections);
    const ran = await limitedRun(transport, Buffer.from(text), limit(sections, settings), signal);
    const conceal = (words: string) => transport.conceal?.(words) ?? words;
    const reply = readReply(Buffer.from(ran.stdout).toString(), nonce, shorter.sections);
    return { ran: { ...ran, stderr: conceal(ran.stderr) }, reply: quotable(reply, conceal) };
  };
  let asked = await attempt();
  if (!changing && isLost(asked) && !signal.aborted) asked = await attempt();
  const { ran, reply } = asked;
  return reply.kind === "answered"
    ? { ran, reply: { ...reply, sections: shorter.complete(reply.sections) } }
    : asked;
}

function limit(sections: readonly Section[], { patience, lockWait }: HostSettings): number {
  return patience + lockWait + perOperation * sections.flat().length;
}

/** What took too long would do so again. */
function isLost({ ran, reply }: Asked): boolean {
  if (ran.tooLong !== undefined) return false;
  return reply.kind === "answered" ? reply.lost : reply.kind === "not-begun" && ended(ran);
}

/** Whether the connection ended: 255 is ssh's own exit code; others above 128 are signals'. */
function ended({ exitCode, tooLong }: LimitedRun): boolean {
  return exitCode > 128 || tooLong !== undefined;
}

/** A reply whose words may be part of messages. What programs wrote to stdout is data, and stays. */
function quotable(reply: Reply, conceal: (words: string) => string): Reply {
  if (reply.kind === "garbled") return { ...reply, line: conceal(reply.line) };
  if (reply.kind !== "answered") return reply;
  const clean = (words: string) => harmless(conceal(words));
  const sections = reply.sections.map((answers) =>
    answers.map((answer) => {
      if (answer.kind === "failed") return { ...answer, words: clean(answer.words) };
      return answer.kind === "ran" ? { ...answer, stderr: clean(answer.stderr) } : answer;
    }),
  );
  return { ...reply, sections };
}

function outcomes(
  { name }: Transport,
  sections: readonly Section[],
  { ran, reply }: Asked,
  { lockWait }: HostSettings,
): readonly Outcome[] {
  const changing = sections.some((section) => section.some(changes));
  switch (reply.kind) {
    case "not-begun":
      throw ended(ran) ? lost(name, { ran, changing }) : noShell(name, ran);
    case "helper-missing":
      throw new TypeError("kvm-pmu-filter is missing, which has its own way");
    case "locked":
      throw locked(name, reply.holder, lockWait);
    case "unlockable":
      throw unlockable(name);
    case "garbled":
      throw garbled(name, reply.line, changing);
    case "answered":
      return sections.map((section, index) => {
        const { underWay } = reply;
        return (
          reply.sections[index] ?? lost(name, { ran, changing: section.some(changes), underWay })
        );
      });
  }
}
