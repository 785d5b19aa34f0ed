import { testLives } from "./life.ts";
import { dryAfterReal, dryRun, realAfterDry } from "./lives/dry-run.ts";
import { failures } from "./lives/failures.ts";
import { options } from "./lives/options.ts";
import { typescriptShell } from "./node-shells.ts";

testLives(typescriptShell, [failures, options, dryRun, dryAfterReal, realAfterDry]);
