import { QemuError } from "./qemu-error.ts";
import { start } from "./start.ts";

/** Why the stand-in does not start, its lines joined by " / "; undefined if it does. */
export function refusal(args: readonly string[]): string | undefined {
  try {
    start(args);
    return undefined;
  } catch (error) {
    if (error instanceof QemuError) return error.message;
    throw error;
  }
}
