import { testLives } from "./life.ts";
import { dryAfterReal, dryRun, realAfterDry } from "./lives/dry-run.ts";
import { failures } from "./lives/failures.ts";
import { options } from "./lives/options.ts";
import { yamlShell } from "./yaml-shell.ts";

testLives(yamlShell, [failures, options, dryRun, dryAfterReal, realAfterDry]);
