import type { AnyCodec, ObjectShape } from "../declared/codec.ts";
import { pmuFilterCodec } from "../declared/pmu-filter.ts";
import { settingsCodec } from "../resource/settings.ts";
import { stateCodec } from "../resource/state.ts";
import { type Direction, objectSpec, objectsIn, typeToken } from "./property-spec.ts";

/** What the schema takes from elsewhere. */
export interface PackageFacts {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** Whole programs that show the resource, by the language of their fence. */
  readonly examples: Readonly<Record<string, string>>;
}

/**
 * Pulumi's package schema, derived from the codecs that decode what users declare.
 *
 * Source: Pulumi, pkg/codegen/schema/pulumi.json (the metaschema).
 */
export function packageSchema({ version, description, license, examples }: PackageFacts): object {
  const inputs = shapeOf(pmuFilterCodec);
  const outputs = shapeOf(stateCodec);
  const settings = objectSpec(shapeOf(settingsCodec), "input");
  const input = objectSpec(inputs, "input");
  const output = objectSpec(outputs, "output");
  return {
    name: "pmufilter",
    displayName: "KVM PMU event filters",
    version,
    description,
    keywords: ["kind/native", "category/infrastructure", "kvm", "qemu", "pmu", "perf"],
    license,
    publisher: "pulumi-pmufilter",
    config: { variables: settings.properties },
    provider: {
      description: "Settings of the provider; they hold for all its resources.",
      inputProperties: settings.properties,
    },
    types: Object.fromEntries([
      ...typesOf(pmuFilterCodec, "input"),
      ...typesOf(settingsCodec, "input"),
      ...typesOf(stateCodec, "output"),
    ]),
    resources: {
      "pmufilter:index:PmuFilter": {
        description: `${inputs.description}\n\n${exampleText(examples)}`,
        inputProperties: input.properties,
        requiredInputs: input.required,
        properties: output.properties,
        required: output.required,
      },
    },
  };
}

/** The named types that a codec's properties lead to. */
function typesOf(codec: AnyCodec, direction: Direction): readonly (readonly [string, object])[] {
  return objectsIn(codec, direction)
    .slice(1)
    .map((shape) => [
      typeToken(shape, direction),
      { type: "object", description: shape.description, ...objectSpec(shape, direction) },
    ]);
}

function shapeOf({ shape }: AnyCodec): ObjectShape {
  if (shape.kind !== "object") throw new TypeError(`${shape.kind} is no object`);
  return shape;
}

function exampleText(examples: PackageFacts["examples"]): string {
  const fences = Object.entries(examples).map(
    ([language, program]) => `\`\`\`${language}\n${program.trimEnd()}\n\`\`\``,
  );
  return [
    "{{% examples %}}",
    "## Example Usage",
    "{{% example %}}",
    "### Allow instructions, cycles and branches",
    ...fences,
    "{{% /example %}}",
    "{{% /examples %}}",
  ].join("\n");
}
