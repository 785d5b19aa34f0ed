import { flushCompileCache } from "node:module";
import { serve } from "./serve.ts";

/**
 * The plugin's program: the first line on stdout is the port, the first argument that is no
 * option is the engine's address (Pulumi's plugin protocol).
 */
export async function main(args: readonly string[]): Promise<void> {
  const engine = engineAddress(args);
  if (engine !== undefined) exitWithParent();
  const port = await serve(engine);
  process.stdout.write(`${port}\n`);
  // A plugin is mostly killed, and V8 writes its cache at exit only.
  flushCompileCache();
}

/** Skips `--logtostderr`, `-v=9` and the like; `--tracing` alone has its value as next argument. */
function engineAddress(args: readonly string[]): string | undefined {
  return args.find(
    (argument, index) => !argument.startsWith("-") && args[index - 1] !== "--tracing",
  );
}

/** An engine that is killed cannot stop its plugins: they would be left running for good. */
function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, 1_000).unref();
}
