import type { AnyCodec, ObjectShape, Property, Shape } from "../declared/codec.ts";

/** Inputs take numbers in two forms, outputs have them as text: two types of one object. */
export type Direction = "input" | "output";

/** A type in Pulumi's package schema. */
export type TypeSpec =
  | { readonly type: "string" | "boolean" | "integer" }
  | { readonly type: "array"; readonly items: TypeSpec }
  | { readonly type: "object"; readonly additionalProperties: TypeSpec }
  | { readonly oneOf: readonly TypeSpec[] }
  | { readonly $ref: string };

/** A property in Pulumi's package schema. */
export type PropertySpec = TypeSpec & { readonly description: string; readonly secret?: true };

/** An object's properties in Pulumi's package schema. */
export interface ObjectSpec {
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

/** The properties of an object and which of them are required. */
export function objectSpec({ properties }: ObjectShape, direction: Direction): ObjectSpec {
  const known = Object.entries(properties).filter(
    ([, { inputOnly }]) => direction === "input" || !inputOnly,
  );
  return {
    properties: Object.fromEntries(
      known.map(([key, property]) => [
        key,
        {
          ...typeSpec(property.codec.shape, direction),
          description: propertyText(property),
          ...(isSecret(property) && { secret: true }),
        },
      ]),
    ),
    required: known.filter(([, { required }]) => required).map(([key]) => key),
  };
}

/** The token of an object's type; outputs that differ from their input have a type of their own. */
export function typeToken(shape: ObjectShape, direction: Direction): string {
  const own = direction === "output" && isNormalised(shape);
  return `pmufilter:index:${own ? "Normalised" : ""}${shape.name}`;
}

/** What a property is, what it may be, and what holds without it. */
export function propertyText({ codec, description, byDefault }: Property): string {
  const values = choices(codec);
  return [
    description,
    ...(values === undefined ? [] : [`One of ${values.map((v) => `\`${v}\``).join(", ")}.`]),
    ...(byDefault === undefined ? [] : [`Default: ${byDefault}.`]),
  ].join(" ");
}

/** The objects that a property's type leads to, outermost first. */
export function objectsIn(
  { shape }: AnyCodec,
  direction: Direction = "input",
): readonly ObjectShape[] {
  switch (shape.kind) {
    case "list":
      return objectsIn(shape.items, direction);
    case "map":
      return objectsIn(shape.values, direction);
    case "object":
      return [
        shape,
        ...Object.values(shape.properties)
          .filter(({ inputOnly }) => direction === "input" || !inputOnly)
          .flatMap(({ codec }) => objectsIn(codec, direction)),
      ];
    default:
      return [];
  }
}

function typeSpec(shape: Shape, direction: Direction): TypeSpec {
  switch (shape.kind) {
    case "hex":
      return direction === "output"
        ? { type: "string" }
        : { oneOf: [{ type: "integer" }, { type: "string" }] };
    case "boolean":
    case "integer":
      return { type: shape.kind };
    case "list":
      return { type: "array", items: typeSpec(shape.items.shape, direction) };
    case "map":
      return { type: "object", additionalProperties: typeSpec(shape.values.shape, direction) };
    case "object":
      return { $ref: `#/types/${typeToken(shape, direction)}` };
    default:
      return { type: "string" };
  }
}

/** Whether an object is another as output: in its numbers, or without what is an input alone. */
function isNormalised(shape: ObjectShape): boolean {
  const members = membersOf(shape);
  return (
    Object.values(shape.properties).some(({ inputOnly }) => inputOnly) ||
    members.some((codec) => codec.shape.kind === "hex") ||
    members.flatMap((codec) => objectsIn(codec)).some((inner) => isNormalised(inner))
  );
}

function isSecret({ codec: { shape } }: Property): boolean {
  return shape.kind === "string" && shape.secret === true;
}

function membersOf({ properties }: ObjectShape): readonly AnyCodec[] {
  return Object.values(properties).map(({ codec }) => codec);
}

function choices({ shape }: AnyCodec): readonly string[] | undefined {
  if (shape.kind === "choice") return shape.values;
  return shape.kind === "list" ? choices(shape.items) : undefined;
}
