/** Select and umask on general-purpose counters. */
export type Code = readonly [select: number, umask: number];

/** What an event is besides its code; a filter sees none of it. */
export interface Unseen {
  readonly counterMask?: number;
  readonly invert?: boolean;
  readonly edge?: boolean;
  readonly anyThread?: boolean;
  /** What the event's extra register holds: `offcore`, `frontend`, `load-latency`, or its number. */
  readonly register?: string;
  /** The umask bits above the eighth (bits 47:40 of the event select). */
  readonly umaskExtension?: number;
}

/** The catalogue's line for codes: `b7/01,bb/01 msr=offcore`. */
export function codeWords(codes: readonly Code[], unseen: Unseen = {}): string {
  const places = new Set(codes.map(([select, umask]) => `${hex(select, 2)}/${hex(umask, 2)}`));
  return [[...places].join(","), ...unseenWords(unseen)].join(" ");
}

/** The catalogue's line for a fixed counter: `fixed/1 any`. */
export function fixedWords(index: number, unseen: Unseen = {}): string {
  return [`fixed/${index}`, ...unseenWords(unseen)].join(" ");
}

/** The catalogue's line for an arm64 event number: `0011`. */
export function arm64Word(event: number): string {
  return hex(event, 4);
}

function unseenWords(unseen: Unseen): readonly string[] {
  const { counterMask = 0, register, umaskExtension = 0 } = unseen;
  return [
    ...(counterMask > 0 ? [`cmask=${counterMask}`] : []),
    ...(unseen.invert === true ? ["inv"] : []),
    ...(unseen.edge === true ? ["edge"] : []),
    ...(unseen.anyThread === true ? ["any"] : []),
    ...(register !== undefined ? [`msr=${register}`] : []),
    ...(umaskExtension > 0 ? [`ext=${hex(umaskExtension, 2)}`] : []),
  ];
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
