import { fc } from "@fast-check/ava";
import { catalog } from "../../provider/catalog/catalog.ts";
import type { PropertyObject, PropertyValue } from "../../provider/declared/property-value.ts";
import type { DeclaredTarget } from "../../provider/declared/target.ts";
import { actions } from "../../provider/filter/filter.ts";
import { fixedCounterNames } from "../../provider/filter/fixed-counter.ts";
import { type Vendor, vendors } from "../../provider/filter/vendor.ts";
import { placeAt } from "../../provider/resource/places.ts";

/** A number in any of the ways in which a program may write it. */
export function spelt(value: bigint | number): fc.Arbitrary<PropertyValue> {
  const digits = value.toString(16);
  const texts = [`0x${digits}`, `0x${digits.toUpperCase()}`, `0x00${digits}`, `0X${digits}`];
  return fc.constantFrom(...texts, ...(value <= 0xffff_ffff ? [Number(value)] : []));
}

/** Any event that hosts of these vendors take, said in any way. */
export function anyEvent(hosts: readonly Vendor[]): fc.Arbitrary<PropertyObject> {
  const onlyIntel = hosts.length > 0 && hosts.every((host) => host === "intel");
  const select = fc.oneof(fc.nat(0xff), fc.nat(onlyIntel ? 0xff : 0xfff));
  const byNumbers = fc
    .record({ select, mask: fc.nat(0xff), match: fc.nat(0xff), exclude: fc.boolean() })
    .chain((numbers) => fc.oneof(selectUmask(numbers), rawCode(numbers), maskedEntry(numbers)));
  const names = namesOn(hosts);
  if (names.length === 0) return byNumbers;
  return fc.oneof(byNumbers, fc.record({ name: fc.constantFrom(...names) }));
}

/** Any declaration of a filter for arm64. */
const anyArm64Declaration: fc.Arbitrary<PropertyObject> = fc.record(
  {
    action: fc.constantFrom(...actions),
    cpus: fc.constantFrom(["arm64"], ["neoverse-n1"], ["neoverse-n1", "arm64"]),
    events: fc.array(
      fc.oneof(
        fc.constantFrom({ name: "cycles" }, { name: "LL_CACHE_RD" }, { name: "r11" }),
        fc
          .tuple(fc.nat(0xffff), fc.nat(0xffff))
          .chain(([a, b]) =>
            fc.record(
              { first: spelt(Math.min(a, b)), last: spelt(Math.max(a, b)) },
              { requiredKeys: ["first"] },
            ),
          ),
      ),
      { maxLength: 6 },
    ),
    lint: fc.constantFrom({ FILTER_EMPTY: "off" }, { DUPLICATE_ENTRY: "warn" }),
  },
  { requiredKeys: ["action", "cpus"] },
);

/** Any declaration of a filter for x86, and of targets where there is a filter to put. */
const anyX86Declaration: fc.Arbitrary<PropertyObject> = fc.subarray([...vendors]).chain((cpus) =>
  fc.record(
    {
      action: fc.constantFrom(...actions),
      cpus: fc.constant(cpus),
      events: fc.array(anyEvent(cpus), { maxLength: 12 }),
      fixedCounters: fc.subarray([...fixedCounterNames], { minLength: 1 }),
      targets: fc.uniqueArray(anyTarget, {
        maxLength: 3,
        selector: placeOf,
      }),
      qemuId: fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,8}$/),
      dryRun: fc.boolean(),
    },
    { requiredKeys: ["action", "cpus", "fixedCounters"] },
  ),
);

/** Any declaration of a filter. */
export const anyDeclaration: fc.Arbitrary<PropertyObject> = fc.oneof(
  { weight: 3, arbitrary: anyX86Declaration },
  { weight: 1, arbitrary: anyArm64Declaration },
);

const anyFile = fc.record({
  qemuArgs: fc.record(
    {
      path: fc.stringMatching(/^\/(a|b|c)$/),
      format: fc.constantFrom("arguments", "environment"),
      mode: fc.constantFrom("0644", "600"),
      owner: fc.constantFrom("root", "0"),
    },
    { requiredKeys: ["path"] },
  ),
});

const anyConnection = fc.record(
  {
    host: fc.constantFrom("kvm1", "kvm2.example", "::1"),
    port: fc.constantFrom(22, 2222),
    user: fc.constant("root"),
    password: fc.constant("p"),
    sudo: fc.boolean(),
    connectTimeout: fc.constantFrom(1, 60),
  },
  { requiredKeys: ["host"] },
);

const anyDomain = fc.constantFrom("web1", "9F1A0C0E-0000-4000-8000-00000000000A");

const anyVm = fc.oneof(
  fc.record({ name: fc.constantFrom("web1", "web2") }),
  fc.record({ pid: fc.integer({ min: 2, max: 9 }) }),
  fc.record({ domain: anyDomain }),
  fc.record({ unit: fc.constant("qemu@web1.service") }),
);

/** A place of any kind, on this machine or another. */
const anyTarget: fc.Arbitrary<PropertyObject> = fc
  .tuple(
    fc.option(anyConnection, { nil: undefined }),
    fc.oneof(
      anyFile,
      fc.record({ kvm: anyVm }),
      fc.record({
        libvirt: fc.record(
          { domain: anyDomain, uri: fc.constant("qemu:///session"), config: fc.constant(true) },
          { requiredKeys: ["domain"] },
        ),
      }),
    ),
  )
  .map(([connection, place]) => ({ ...(connection && { connection }), ...place }));

/** What no two targets of a declaration may have in common. */
function placeOf(target: PropertyObject): string {
  const { key } = placeAt(target as DeclaredTarget, undefined);
  return key.toLowerCase();
}

interface Numbers {
  readonly select: number;
  readonly mask: number;
  readonly match: number;
  readonly exclude: boolean;
}

function selectUmask({ select, match }: Numbers): fc.Arbitrary<PropertyObject> {
  return withFormat("x86-select-umask", { select: spelt(select), umask: spelt(match) });
}

function rawCode({ select, match }: Numbers): fc.Arbitrary<PropertyObject> {
  return withFormat("raw", { code: spelt(codeOf(select, match)) });
}

function maskedEntry({ select, mask, match, exclude }: Numbers): fc.Arbitrary<PropertyObject> {
  return withFormat("x86-masked-entry", {
    select: spelt(select),
    mask: spelt(mask),
    match: spelt(match & mask),
    exclude: fc.constantFrom(exclude, exclude || undefined),
  });
}

/** The raw code of an event, put together by hand. */
export function codeOf(select: number, umask: number): bigint {
  return (BigInt(select >> 8) << 32n) | BigInt(umask << 8) | BigInt(select & 0xff);
}

function withFormat(
  format: string,
  members: Readonly<Record<string, fc.Arbitrary<PropertyValue>>>,
): fc.Arbitrary<PropertyObject> {
  return fc.record({ ...members, format: fc.constantFrom(format, undefined) });
}

/** The names that mean something on one of the hosts. */
function namesOn(hosts: readonly Vendor[]): readonly string[] {
  return catalog
    .filter((event) => hosts.some((host) => event[host] !== undefined))
    .flatMap(({ names }) => names);
}
