/** What was measured of a contender in a situation. */
export interface Row {
  readonly contender: string;
  readonly situation: string;
  readonly seconds: number[];
  /** Of all hosts together, in the last round. */
  connections: number;
  /** Commands that were run on all hosts together, in the last round. */
  exchanges: number;
}

/** Prints a table per situation, with the ratio of each contender to the first. */
export function printRows(title: string, rows: ReadonlyMap<string, Row>): void {
  console.log(`\n${title}; connections and exchanges of all hosts together`);
  for (const situation of new Set([...rows.values()].map((row) => row.situation))) {
    const here = [...rows.values()].filter((row) => row.situation === situation);
    const first = median(here[0]?.seconds ?? []);
    console.log(`  ${situation}`);
    for (const row of here) {
      const value = median(row.seconds);
      const columns = [
        row.contender.padEnd(34),
        value.toPrecision(3).padStart(6),
        `${(value / first).toFixed(2)} x`.padStart(8),
        String(row.connections).padStart(5),
        String(row.exchanges).padStart(5),
      ];
      console.log(`    ${columns.join("  ")}`);
    }
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
