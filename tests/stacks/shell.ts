/**
 * A way to use the product: YAML stacks through the plugin, programs for Node.js through the
 * dynamic provider. The same lives are led in all.
 */
export interface Shell {
  readonly name: "YAML" | "TypeScript" | "CommonJS" | "ES module";
  /** The resource's type, as it stands in URNs. */
  readonly type: string;
  /**
   * Whether a preview shows what was last observed; if not, Pulumi compares inputs alone, which
   * only a refresh brings up to it.
   */
  readonly showsObserved: boolean;
  /** Makes a directory in which a program of this kind can run; it lives as long as the process. */
  makeDirectory(): Promise<string>;
  /** The files of a program, by name. */
  write(program: Program): Readonly<Record<string, string>>;
}

/**
 * A program, by its resources' names. Values are said as in Pulumi's YAML: `"${a.id}"` is another
 * resource's output, `{"fn::secret": v}` a secret.
 */
export type Program = Readonly<Record<string, DeclaredFilter>>;

/** A PmuFilter as a program declares it. */
export interface DeclaredFilter {
  readonly properties: Value;
  readonly options?: Value;
}

/** A value in a program. */
export type Value =
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };
