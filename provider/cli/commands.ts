import type { Command } from "./command.ts";
import { decode } from "./commands/decode.ts";
import { diff } from "./commands/diff.ts";
import { encode } from "./commands/encode.ts";
import { events } from "./commands/events.ts";
import { explain } from "./commands/explain.ts";
import { lint } from "./commands/lint.ts";
import { minimize } from "./commands/minimize.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [encode, decode, explain, lint, diff, events, minimize];
