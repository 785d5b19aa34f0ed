import type { FileReading } from "../file-reading.ts";
import { hostFailure } from "../host-failure.ts";
import type { HostAnswer } from "../host-operation.ts";

/**
 * A host's answer to the reading of a file.
 *
 * @param host - the host's name in messages
 * @throws PmuFilterError if it cannot be told what is there
 */
export function readingOf(answer: HostAnswer | undefined, host: string, path: string): FileReading {
  if (answer?.kind === "failed") throw hostFailure("read", path, host, answer);
  if (answer?.kind === "absent" || answer?.kind === "file" || answer?.kind === "other") {
    return answer;
  }
  throw new TypeError(`the host answered a read of ${path} with ${answer?.kind}`);
}
