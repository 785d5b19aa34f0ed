/** The way to a property: keys of objects and indexes of lists, outermost first. */
export type PropertyPath = readonly (string | number)[];

/** A path as Pulumi writes it: `events[0].select`, `applied["qemuArgs:localhost:/a.args"]`. */
export function formatPath(path: PropertyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    if (!/^[A-Za-z_]\w*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
