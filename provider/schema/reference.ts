import type { AnyCodec, ObjectShape, Property, Shape } from "../declared/codec.ts";
import { pmuFilterCodec } from "../declared/pmu-filter.ts";
import { settingsCodec } from "../resource/settings.ts";
import { computedProperties } from "../resource/state.ts";
import { targetStatusCodec } from "../resource/target-state.ts";
import { objectsIn, propertyText } from "./property-spec.ts";

/** The reference of all properties, in Markdown, derived from the codecs. */
export function referenceText(): string {
  return [
    "# Reference",
    "Made by `npm run generate` from the codecs in `provider/declared` and `provider/resource`; do not edit.",
    'Numbers are integers from 0 to 4294967295 or quoted hexadecimal strings such as `"0xc4"`; outputs have them as strings.',
    ...[...new Set(objectsIn(pmuFilterCodec))].flatMap((shape, index) => [
      index === 0 ? "## `pmufilter:PmuFilter`: inputs" : `## ${shape.name}`,
      shape.description,
      table(shape.properties),
    ]),
    "## `pmufilter:PmuFilter`: outputs",
    "Every input, and:",
    table(computedProperties),
    ...objectsIn(targetStatusCodec).flatMap((shape) => section(shape)),
    "## Configuration of the provider",
    "In the stack's configuration as `pmufilter:NAME`, or as properties of an explicit provider.",
    ...objectsIn(settingsCodec)
      .slice(0, 1)
      .map(({ properties }) => table(properties)),
  ]
    .join("\n\n")
    .concat("\n");
}

function section(shape: ObjectShape): readonly string[] {
  return [`## ${shape.name}`, shape.description, table(shape.properties)];
}

function table(properties: Readonly<Record<string, Property>>): string {
  const rows = Object.entries(properties).map(([name, property]) => {
    const must = property.required ? "yes" : "";
    return `| \`${name}\` | ${typeText(property.codec)} | ${must} | ${propertyText(property)} |`;
  });
  return ["| property | type | always there | what it is |", "|---|---|---|---|", ...rows].join(
    "\n",
  );
}

function typeText({ shape }: AnyCodec): string {
  return typeTexts[shape.kind](shape as never);
}

const typeTexts: { readonly [K in Shape["kind"]]: (shape: Extract<Shape, { kind: K }>) => string } =
  {
    string: () => "string",
    choice: () => "string",
    boolean: () => "boolean",
    hex: () => "number",
    integer: () => "integer",
    list: ({ items }) => `list of ${typeText(items)}`,
    map: ({ values }) => `map of ${typeText(values)}`,
    object: ({ name }) => `[${name}](#${name.toLowerCase()})`,
  };
