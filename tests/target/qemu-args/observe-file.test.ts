import test from "ava";
import type { FileFound, FileReading } from "../../../provider/target/file-reading.ts";
import type { Observation } from "../../../provider/target/observation.ts";
import { renderArgumentFile } from "../../../provider/target/qemu-args/argument-file.ts";
import { fileFingerprint } from "../../../provider/target/qemu-args/file-fingerprint.ts";
import { fileQueries, observeFile } from "../../../provider/target/qemu-args/observe-file.ts";
import { recordPath, renderRecord } from "../../../provider/target/qemu-args/record.ts";
import { argumentsOf, branches } from "./filters.ts";

const path = "/etc/pmufilter/web.args";
const text = renderArgumentFile(argumentsOf(branches), "arguments");
const fingerprint = fileFingerprint({ text, mode: "0644" });

const ours = file({});
const edited = file({ text: text.replace("196", "197") });
const otherMode = file({ mode: "0600" });
const reformatted = file({ text: text.trimEnd() });
const foreign = file({ text: "-enable-kvm\n" });
const absent: FileReading = { kind: "absent" };
const directory: FileReading = { kind: "other", what: "no regular file" };

const own = file({ text: renderRecord("r1", fingerprint) });
const another = file({ text: renderRecord("r2", fingerprint) });
const broken = file({ text: "{" });

/** File, record, and what they come to: found, and whose record it is. */
const rows: readonly (readonly [
  what: string,
  file: FileReading,
  record: FileReading,
  found: Observation["found"],
  recordOf?: string,
])[] = [
  ["nothing at all", absent, absent, "nothing"],
  ["a record alone", absent, own, "nothing", "r1"],
  ["a broken record alone", absent, broken, "foreign"],
  ["a directory as record alone", absent, directory, "foreign"],
  ["the file and its record", ours, own, "written", "r1"],
  ["the file, otherwise formatted", reformatted, own, "written", "r1"],
  ["the file and another's record", ours, another, "written", "r2"],
  ["the file without a record", ours, absent, "foreign"],
  ["the file with a broken record", ours, broken, "foreign"],
  ["the file with a directory as record", ours, directory, "foreign"],
  ["an edited file", edited, own, "edited", "r1"],
  ["an edited file and another's record", edited, another, "edited", "r2"],
  ["an edited file without a record", edited, absent, "foreign"],
  ["another mode", otherMode, own, "edited", "r1"],
  ["other text", foreign, own, "edited", "r1"],
  ["other text without a record", foreign, absent, "foreign"],
  ["other text with a broken record", foreign, broken, "foreign"],
  ["a directory", directory, absent, "foreign"],
  ["a directory in place of the file", directory, own, "foreign"],
  ["a directory and another's record", directory, another, "foreign"],
];

for (const [what, fileRead, recordRead, found, recordOf] of rows) {
  test(`observed: ${what}`, (t) => {
    const observation = observeFile([fileRead, recordRead], {});
    t.is(observation.found, found);
    t.is("recordOf" in observation ? observation.recordOf : undefined, recordOf);
    if (found === "nothing") return;
    const seen = fileRead.kind === "file" ? fingerprintOf(fileRead.file) : undefined;
    t.is("fingerprint" in observation ? observation.fingerprint : undefined, seen);
    t.truthy("evidence" in observation && observation.evidence);
  });
}

test("accounts matter where they are declared, by name and by number", (t) => {
  const seen = file({ owner: ["107", "libvirt-qemu"], group: ["36", "kvm"] });
  const recorded = (accounts: object) =>
    file({ text: renderRecord("r1", fileFingerprint({ text, mode: "0644", ...accounts })) });
  for (const accounts of [
    {},
    { owner: "libvirt-qemu" },
    { owner: "107" },
    { group: "kvm" },
    { group: "36" },
    { owner: "107", group: "kvm" },
  ]) {
    t.is(
      observeFile([seen, recorded(accounts)], accounts).found,
      "written",
      JSON.stringify(accounts),
    );
  }
  for (const accounts of [{ owner: "root" }, { owner: "kvm" }, { group: "107" }]) {
    t.is(
      observeFile([seen, recorded(accounts)], accounts).found,
      "edited",
      JSON.stringify(accounts),
    );
  }
});

test("an executor is asked for the file and its record, for accounts only if declared", (t) => {
  const record = { path: recordPath(path), accounts: false };
  t.deepEqual(fileQueries(path, {}), [{ path, accounts: false }, record]);
  t.deepEqual(fileQueries(path, { owner: "root" }), [{ path, accounts: true }, record]);
  t.deepEqual(fileQueries(path, { group: "0" }), [{ path, accounts: true }, record]);
});

function file(attributes: Partial<FileFound>): FileReading {
  const file = { text, mode: "0644", owner: ["0"], group: ["0"], ...attributes };
  return { kind: "file", file };
}

/** What a file shows whose accounts do not matter. */
function fingerprintOf({ text, mode }: FileFound): string {
  return fileFingerprint({ text, mode });
}
