import { readJson } from "./json.ts";
import { QemuError } from "./qemu-error.ts";
import { Visitor } from "./visitor.ts";

/** A kvm-pmu-filter object as QEMU holds it. */
export interface PmuFilterObject {
  readonly id: string;
  readonly action: "allow" | "deny";
  /** The bitmap; absent counts as 0. */
  readonly fixedCounter: bigint;
  readonly events: readonly FilterEvent[];
}

/** An event, and the number that KVM gets for it. */
export interface FilterEvent {
  readonly masked: boolean;
  readonly code: bigint;
}

/**
 * Creates the object of an `-object` option.
 *
 * @throws QemuError
 */
export function createObject(option: string): PmuFilterObject {
  if (!option.startsWith("{")) {
    throw new QemuError(`'${option}' is not JSON, in which alone events can be given`);
  }
  const visitor = new Visitor(readJson(option));
  visitor.choice("qom-type", ["kvm-pmu-filter"]);
  const id = visitor.string("id");
  const object = {
    id,
    action: visitor.choice("action", ["allow", "deny"]),
    fixedCounter: visitor.has("x86-fixed-counter") ? visitor.unsigned("x86-fixed-counter", 32) : 0n,
    events: visitor.has("events") ? visitor.list("events", readEvent) : [],
  };
  visitor.end();
  if (!/^[A-Za-z][A-Za-z0-9._-]*$/.test(id) || id.endsWith("\n")) {
    throw new QemuError(
      "Parameter 'id' expects an identifier",
      "Identifiers consist of letters, digits, '-', '.', '_', starting with a letter.",
    );
  }
  return object;
}

function readEvent(event: Visitor): FilterEvent {
  switch (event.choice("format", ["raw", "x86-select-umask", "x86-masked-entry"])) {
    case "raw":
      return { masked: false, code: event.unsigned("code", 64) };
    case "x86-select-umask": {
      const select = readSelect(event);
      return { masked: false, code: select | (event.unsigned("umask", 8) << 8n) };
    }
    case "x86-masked-entry": {
      const select = readSelect(event);
      const match = event.unsigned("match", 8);
      const mask = event.unsigned("mask", 8);
      const exclude = event.boolean("exclude");
      const code = select | (mask << 56n) | (match << 8n) | (exclude ? 1n << 55n : 0n);
      return { masked: true, code };
    }
  }
}

/** Bits 7:0 of a select stand at 7:0, bits 11:8 at 35:32. */
function readSelect(event: Visitor): bigint {
  const select = event.unsigned("select", 16);
  if (select > 4095n) throw new QemuError("Parameter 'select' out of range (4095).");
  return (select & 0xffn) | ((select & 0xf00n) << 24n);
}
