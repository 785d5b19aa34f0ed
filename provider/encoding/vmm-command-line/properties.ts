/** The value of a QEMU option of the form `NAME,KEY=VALUE,...`. */
export interface Properties {
  /** What stands first without a key: an accelerator's or a machine's name. */
  readonly first: string | undefined;
  /** By key; of a key said twice, QEMU takes the last. */
  readonly values: ReadonlyMap<string, string>;
}

/** Takes an option's value apart; a comma within a value is written twice (QEMU, util/qemu-option.c). */
export function readProperties(text: string): Properties {
  const parts = (text.match(/(?:[^,]|,,)+/g) ?? []).map((part) => part.replaceAll(",,", ","));
  const first = parts[0]?.includes("=") ? undefined : parts.shift();
  const values = parts.map((part): [string, string] => {
    const [key = "", ...rest] = part.split("=");
    return [key, rest.length === 0 ? "on" : rest.join("=")];
  });
  return { first, values: new Map(values) };
}
