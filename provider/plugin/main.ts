import { flushCompileCache } from "node:module";
import { type Served, serve } from "./serve.ts";

/** How long connections may take to end, in milliseconds: the engine kills a plugin after 5 s. */
const closingTime = 2_000;

/**
 * The plugin's program: the first line on stdout is the port, the first argument that is no
 * option is the engine's address (Pulumi's plugin protocol).
 */
export async function main(args: readonly string[]): Promise<void> {
  const engine = engineAddress(args);
  const served = await serve(engine);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end(served));
  if (engine !== undefined) endWithParent(served);
  process.stdout.write(`${served.port}\n`);
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
function endWithParent(served: Served): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end(served);
  }, 1_000).unref();
}

function end(served: Served): void {
  setTimeout(() => process.exit(), closingTime);
  served.close().finally(() => process.exit());
}
