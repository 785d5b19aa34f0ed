import { testLives } from "./life.ts";
import { badInput } from "./lives/bad-input.ts";
import { drift } from "./lives/drift.ts";
import { manyEvents } from "./lives/many-events.ts";
import { moves } from "./lives/moves.ts";
import { ordinary } from "./lives/ordinary.ts";
import { unknowns } from "./lives/unknowns.ts";
import { typescriptShell } from "./node-shells.ts";

testLives(typescriptShell, [ordinary, drift, manyEvents, moves, unknowns, badInput]);
