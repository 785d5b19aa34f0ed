import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";

/** Why kvm-pmu-filter failed (helper/README.md, "Error codes"). */
export interface HelperFailure {
  readonly code: string;
  readonly errno: string | null;
  readonly message: string;
  readonly hint: string;
}

const nullable = <C extends t.Mixed>(codec: C) => t.union([codec, t.null]);

const failure = t.readonly(
  t.type({ code: t.string, errno: nullable(t.string), message: t.string, hint: t.string }),
);

const fingerprint = nullable(t.string);

const known = {
  state: t.union([t.literal("set"), t.literal("unknown"), t.literal("none")]),
  evidence: nullable(t.union([t.literal("apply"), t.literal("exec")])),
  owner: nullable(t.string),
  fingerprint,
};

const bytes = {
  /** What the bytes are: those of x86 or of arm64. */
  form: nullable(t.union([t.literal("x86"), t.literal("arm64")])),
  bytes: nullable(t.string),
};

const carried = t.type({ ...bytes, time: t.number, fingerprint });

const qemuArguments = t.type({
  objects: t.readonlyArray(t.string),
  accels: t.readonlyArray(t.string),
});

const vm = t.type({
  ...known,
  ...bytes,
  pid: t.number,
  time: nullable(t.number),
  attempted: nullable(t.string),
  carried: nullable(carried),
  qemuArguments: nullable(qemuArguments),
});

const judgement = {
  vendorRules: nullable(t.union([t.literal("intel"), t.literal("amd")])),
  errno: nullable(t.string),
  dropped: t.readonlyArray(t.type({ code: t.string })),
};

/** What every report says. Members that are not named here are passed over. */
export const anyReport = t.intersection([t.type({ ok: t.boolean }), t.partial({ error: failure })]);

/** The report of `status` with a choice. */
export const statusReport = t.type({
  records: t.type({ directory: t.string, errno: nullable(t.string) }),
  vms: t.readonlyArray(vm),
});

/** The report of `apply` and `clear`, where they got as far as the VM. */
export const changeReport = t.type({
  ...judgement,
  pid: t.number,
  changed: t.boolean,
  owner: nullable(t.string),
  previous: nullable(t.type(known)),
  fingerprint,
});

/** The report of `check` on x86. */
export const checkReport = t.type(judgement);

/** The report of `check` on arm64. */
export const arm64CheckReport = t.type({ errno: nullable(t.string) });

/** What the kernel says of a filter. */
export type Judgement = t.TypeOf<typeof checkReport>;

/** What is known of a VM's filter. */
export type KnownFilter = Readonly<t.TypeOf<t.TypeC<typeof known>>>;

/** The same with the filter itself, in hexadecimal; null where it is not known. */
export type ToldFilter = KnownFilter & Readonly<t.TypeOf<t.TypeC<typeof bytes>>>;

/** What `status` says of a VM. */
export type VmReport = t.TypeOf<typeof vm>;

/** What `status` says. */
export type StatusReport = t.TypeOf<typeof statusReport>;

/** What `apply` and `clear` say. */
export type ChangeReport = t.TypeOf<typeof changeReport>;

/** A text as what the codec describes; undefined if it is not. */
export function parseReport<T>(codec: t.Type<T, unknown>, text: string): T | undefined {
  try {
    const decoded = codec.decode(JSON.parse(text));
    return isLeft(decoded) ? undefined : decoded.right;
  } catch {
    return undefined;
  }
}
