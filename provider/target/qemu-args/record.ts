import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { recordSuffix } from "../../declared/qemu-args.ts";

const recordCodec = t.type({
  /** The version of this form. */
  pmufilter: t.literal(1),
  /** The id of the resource that wrote the file. */
  resource: t.string,
  /** The fingerprint of what it wrote. */
  fingerprint: t.string,
});

/**
 * What stands beside a written file and says whose it is. It is a file of its own because an
 * argument list has no room for a comment.
 */
export type FileRecord = t.TypeOf<typeof recordCodec>;

/** Where the record of a file stands. */
export function recordPath(path: string): string {
  return `${path}${recordSuffix}`;
}

/** A record's text. */
export function renderRecord(resource: string, fingerprint: string): string {
  return `${JSON.stringify({ pmufilter: 1, resource, fingerprint } satisfies FileRecord)}\n`;
}

/** The record that a text holds; undefined if it is none, which makes the file a foreign one. */
export function parseRecord(text: string): FileRecord | undefined {
  try {
    const record = recordCodec.decode(JSON.parse(text));
    return isLeft(record) ? undefined : record.right;
  } catch {
    return undefined;
  }
}
