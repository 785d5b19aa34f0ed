import { readFileSync } from "node:fs";
import { arm64CallLayout as layout } from "../../../provider/encoding/arm64/arm64-abi.ts";

/** A call that may say anything, valid or not. */
export interface AnyCall {
  readonly baseEvent: number;
  readonly nevents: number;
  readonly action: number;
}

/** The bytes of calls, past all checks of our own. */
export function callBytes(calls: readonly AnyCall[]): Uint8Array {
  const bytes = new Uint8Array(layout.size * calls.length);
  const view = new DataView(bytes.buffer);
  calls.forEach(({ baseEvent, nevents, action }, index) => {
    view.setUint16(index * layout.size + layout.baseEvent, baseEvent, true);
    view.setUint16(index * layout.size + layout.nevents, nevents, true);
    view.setUint8(index * layout.size + layout.action, action);
  });
  return bytes;
}

/** A row of tests/vectors/arm64.json that has calls. */
export interface Arm64Vector {
  readonly name: string;
  readonly eventBits: 10 | 16;
  /** In which surroundings the calls are made; undefined for a VM that has not run. */
  readonly state: string | undefined;
  readonly calls: readonly AnyCall[];
  /** The kernel's answer; null if it takes them. */
  readonly errno: string | null;
}

/** The rows with calls. */
export function arm64Vectors(): readonly Arm64Vector[] {
  const file = new URL("../../vectors/arm64.json", import.meta.url);
  const rows: readonly Row[] = JSON.parse(readFileSync(file, "utf8"));
  return rows.flatMap(({ name, event_bits, state, filters = [], expect_errno }) => {
    if (filters.length === 0) return [];
    const calls = filters.map(({ base_event, nevents, action }) => ({
      baseEvent: base_event,
      nevents,
      action,
    }));
    return [{ name, eventBits: event_bits, state, calls, errno: expect_errno ?? null }];
  });
}

interface Row {
  readonly name: string;
  readonly event_bits: 10 | 16;
  readonly state?: string;
  readonly expect_errno?: string;
  readonly filters?: readonly {
    readonly base_event: number;
    readonly nevents: number;
    readonly action: number;
  }[];
}
