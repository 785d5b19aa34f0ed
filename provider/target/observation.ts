/** What a target shows now. */
export type Observation = Observed & {
  /** What was seen, in words. */
  readonly evidence: string;
  /** What is there takes effect with the next start of the VM. */
  readonly pending?: "restart";
};

type Observed =
  | {
      /** There is nothing. */
      readonly found: "nothing";
      /** The resource whose record is there all the same. */
      readonly recordOf?: string;
    }
  | {
      /** What a resource put there, as it put it; or what somebody made of it. */
      readonly found: "written" | "edited";
      /** The id of the resource that put it there. */
      readonly recordOf: string;
      /** The fingerprint of what is there. */
      readonly fingerprint: string;
    }
  | {
      /** Something that no resource has a record of. */
      readonly found: "foreign";
      /** The fingerprint of what is there, where it can be read as a filter at all. */
      readonly fingerprint?: string;
    };
