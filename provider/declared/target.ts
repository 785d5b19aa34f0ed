import { posix } from "node:path";
import type { TypeOf } from "io-ts";
import { object, optional, required } from "./object.ts";
import type { Problem, Refusal } from "./problem.ts";
import type { PropertyObject } from "./property-value.ts";
import { choice, text } from "./scalar.ts";

/** The forms in which an argument file can be written. */
export const argumentFormats = ["arguments", "environment"] as const;

/** One of {@link argumentFormats}. */
export type ArgumentFormat = (typeof argumentFormats)[number];

/** The ending of the record that stands beside every file that the provider writes. */
export const recordSuffix = ".pmufilter.json";

/** The largest number of an account; the next one means "no change" to chown(2). */
const largestAccount = 0xffff_fffe;

const account = (what: string) =>
  text(
    (value) =>
      /^([A-Za-z_][A-Za-z0-9_.-]*\$?|[0-9]+)$/.test(value) && !(Number(value) > largestAccount)
        ? undefined
        : {
            code: "ACCOUNT_INVALID",
            message: `"${value}" is not the name or number of a ${what}`,
          },
    {
      wrongType: (value) =>
        typeof value === "number" ? `Quote the number: "${value}".` : undefined,
      normalise: (value) => (/^[0-9]+$/.test(value) ? String(Number(value)) : value),
    },
  );

const qemuArgsCodec = object(
  "QemuArgs",
  "A file of QEMU arguments that give a VM the filter when it starts. QEMU must carry the kvm-pmu-filter object, and the `-accel` of this file must be the only one on QEMU's command line.",
  {
    path: required(text(judgePath, { normalise: posix.normalize }), {
      description: "The file's absolute path. Its directory must exist.",
    }),
    format: optional(choice(argumentFormats), {
      description:
        "`arguments`: one argument per line, for `mapfile` or `xargs`. `environment`: the variables PMU_FILTER_OBJECT and PMU_FILTER_ACCEL, for a shell's `.` and systemd's EnvironmentFile=.",
      byDefault: "`arguments`",
    }),
    mode: optional(
      text(judgeMode, {
        wrongType: (value) =>
          typeof value === "number"
            ? `Quote it, for example "0644": YAML reads a bare number its own way.`
            : undefined,
        normalise: (value) => value.padStart(4, "0"),
      }),
      {
        description: "The file's permission bits as a quoted octal string.",
        byDefault: '`"0644"`',
      },
    ),
    owner: optional(account("user"), {
      description: "The file's owner, a user's name or number.",
      byDefault: "who runs Pulumi; not looked at",
    }),
    group: optional(account("group"), {
      description: "The file's group, a name or number.",
      byDefault: "the group of who runs Pulumi; not looked at",
    }),
  },
);

/** What can be put at a target. One of them per target. */
const targetKinds = {
  qemuArgs: optional(qemuArgsCodec, {
    description: "Write QEMU arguments to a file on this machine.",
  }),
};

/** A place where a filter is put. */
export const targetCodec = object(
  "Target",
  "A place where the filter is put.",
  targetKinds,
  judgeKinds,
);

/** A target as declared; exactly one of its kinds is there. */
export type DeclaredTarget = TypeOf<typeof targetCodec>;

/** A file of QEMU arguments as declared. */
export type DeclaredQemuArgs = TypeOf<typeof qemuArgsCodec>;

function judgeKinds(target: PropertyObject): readonly Problem[] {
  const kinds = Object.keys(targetKinds);
  // An unknown key is told by itself; a target that only misspells its kind has no second problem.
  if (Object.values(target).some((value) => value != null)) return [];
  return [
    {
      path: [],
      code: "TARGET_KIND_MISSING",
      message: "names no place",
      hint: `Give ${kinds.join(" or ")}.`,
    },
  ];
}

function judgePath(path: string): Refusal | undefined {
  const refusal = (message: string, hint: string): Refusal => ({
    code: "PATH_INVALID",
    message,
    hint,
  });
  if (!path.startsWith("/")) {
    return refusal(`"${path}" is a relative path`, "Write the whole path, from the root /.");
  }
  if (/\/\.{0,2}$/.test(path)) {
    return refusal(`"${path}" is a directory`, "Name a file in it.");
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return refusal("the path has control characters", "Name a file without them.");
  }
  if (path.endsWith(recordSuffix)) {
    return refusal(`"${path}" ends in ${recordSuffix}`, "Records end so; name the file otherwise.");
  }
  return undefined;
}

function judgeMode(mode: string): Refusal | undefined {
  return /^0?[0-7]{3}$/.test(mode)
    ? undefined
    : {
        code: "MODE_INVALID",
        message: `"${mode}" is not a file mode`,
        hint: 'Write three octal digits, with or without a leading zero, for example "0640".',
      };
}

/** The problems of targets that name the same place twice. */
export function judgeDuplicates(targets: unknown): readonly Problem[] {
  if (!Array.isArray(targets)) return [];
  const seen = new Map<string, number>();
  return targets.flatMap((target, index): readonly Problem[] => {
    const path = (target as DeclaredTarget | undefined)?.qemuArgs?.path as unknown;
    if (typeof path !== "string") return [];
    const place = posix.normalize(path);
    const first = seen.get(place);
    if (first === undefined) {
      seen.set(place, index);
      return [];
    }
    return [
      {
        path: ["targets", index],
        code: "TARGET_DUPLICATE",
        message: `names the same file as targets[${first}]`,
        hint: "Take one of them out.",
      },
    ];
  });
}
