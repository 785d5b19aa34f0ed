/** What a target shows now. */
export type Observation =
  | {
      /** There is nothing. */
      readonly found: "nothing";
      /** The resource whose record is there all the same. */
      readonly recordOf?: string;
    }
  | {
      /** What a resource wrote, as it wrote it; or what somebody made of it. */
      readonly found: "written" | "edited";
      /** The id of the resource that wrote it. */
      readonly recordOf: string;
      /** The fingerprint of what is there. */
      readonly fingerprint: string;
      readonly evidence: string;
    }
  | {
      /** Something that no resource has a record of. */
      readonly found: "foreign";
      /** The fingerprint of what is there, where it can be read as a filter at all. */
      readonly fingerprint?: string;
      readonly evidence: string;
    };
