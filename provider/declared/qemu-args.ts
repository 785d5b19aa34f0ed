import { posix } from "node:path";
import type { TypeOf } from "io-ts";
import { accountCodec } from "./account.ts";
import { object, optional, required } from "./object.ts";
import type { Refusal } from "./problem.ts";
import { choice, text } from "./scalar.ts";
import { vmCodec } from "./vm.ts";

/** The forms in which an argument file can be written. */
export const argumentFormats = ["arguments", "environment"] as const;

/** One of {@link argumentFormats}. */
export type ArgumentFormat = (typeof argumentFormats)[number];

/** The ending of the record that stands beside every file that the provider writes. */
export const recordSuffix = ".pmufilter.json";

/** A file of QEMU arguments. */
export const qemuArgsCodec = object(
  "QemuArgs",
  "A file of QEMU arguments that give a VM the filter when it starts. QEMU must carry the kvm-pmu-filter object, and the `-accel` of this file must be the only one on QEMU's command line.",
  {
    path: required(text(judgeFilePath, { normalise: posix.normalize }), {
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
    owner: optional(accountCodec("user"), {
      description: "The file's owner, a user's name or number.",
      byDefault: "who works on the host; not looked at",
    }),
    group: optional(accountCodec("group"), {
      description: "The file's group, a name or number.",
      byDefault: "the group of who works on the host; not looked at",
    }),
    vm: optional(vmCodec, {
      description:
        "The VM that is started with the file. A refresh then compares its command line with the file and says `pending: restart` while they differ.",
    }),
  },
);

/** A file of QEMU arguments as declared. */
export type DeclaredQemuArgs = TypeOf<typeof qemuArgsCodec>;

/** Why a text is not the absolute path of a file that may be written; undefined if it is. */
export function judgeFilePath(path: string): Refusal | undefined {
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
