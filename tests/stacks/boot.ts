import { join } from "node:path";
import { execa } from "execa";
import type { KernelFilter } from "../stand-in/set-filter.ts";

const standIn = join(import.meta.dirname, "..", "stand-in", "qemu.ts");

/** How docs/argument-files.md starts QEMU with a file: the file is $1, QEMU is $2 and $3. */
const starts = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash's.
  arguments: ["bash", 'mapfile -t filter < "$1"; exec "$2" "$3" "${filter[@]}"'],
  xargs: ["sh", 'xargs -d "\\n" -a "$1" "$2" "$3"'],
  environment: [
    "sh",
    '. "$1"; exec "$2" "$3" -object "$PMU_FILTER_OBJECT" -accel "$PMU_FILTER_ACCEL"',
  ],
} as const;

/**
 * Starts the stand-in for QEMU with a file of arguments.
 *
 * @returns what would reach the kernel
 */
export async function boot(
  file: string,
  how: keyof typeof starts = "arguments",
): Promise<KernelFilter> {
  const [shell, script] = starts[how];
  const { stdout } = await execa(shell, ["-c", script, "boot", file, process.execPath, standIn]);
  return JSON.parse(stdout) as KernelFilter;
}
