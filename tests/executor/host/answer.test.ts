import test from "ava";
import { readReply, readUploadReply } from "../../../provider/executor/host/answer.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";

const nonce = "n0nce";
const read: HostOperation = { op: "readFile", path: "/a", accounts: true };
const commit: HostOperation = { op: "commit" };
const own: HostOperation = { op: "onlyIfOwn", path: "/a", record: "/b", resource: "r1" };
const run: HostOperation = { op: "run", program: "virsh", args: [], readOnly: true };

/** Each line with the nonce in front, but those in hexadecimal. */
function said(...lines: readonly string[]): string {
  return lines.map((line) => (line.startsWith(" ") ? line : `${nonce} ${line}`)).join("\n");
}

function reply(operations: readonly HostOperation[], ...lines: readonly string[]) {
  return readReply(`${said("begin", ...lines, "end")}\n`, nonce, [operations]);
}

const answers: readonly (readonly [HostOperation, readonly string[], unknown])[] = [
  [read, ["absent"], { kind: "absent" }],
  [read, ["other a symbolic link"], { kind: "other", what: "a symbolic link" }],
  [
    read,
    ["file 0644 0 7", "owner root", "group ", " c3 a4", " 0a", "."],
    { kind: "file", file: { text: "ä\n", mode: "0644", owner: ["0", "root"], group: ["7"] } },
  ],
  [
    read,
    ["failed permission", " 6e 6f", "."],
    { kind: "failed", reason: "permission", words: "no" },
  ],
  [commit, ["done"], { kind: "done" }],
  [commit, ["skipped"], { kind: "skipped" }],
  [own, ["held"], { kind: "condition", held: true }],
  [own, ["unheld"], { kind: "condition", held: false }],
  [
    run,
    ["ran 1", " 6f", "stderr", " 65", "."],
    { kind: "ran", exitCode: 1, stdout: "o", stderr: "e" },
  ],
];

for (const [operation, lines, answer] of answers) {
  test(`${operation.op}: ${lines[0]}`, (t) => {
    t.deepEqual(reply([operation], ...lines), {
      kind: "answered",
      sections: [[answer]],
      lost: false,
    } as never);
  });

  test(`${operation.op}: ${lines[0]}: cut anywhere, it is lost`, (t) => {
    const whole = `${said("begin", ...lines, "end")}\n`;
    for (let end = `${nonce} begin\n`.length; end < whole.length; end++) {
      t.like(readReply(whole.slice(0, end), nonce, [[operation]]), {
        kind: "answered",
        lost: true,
      });
    }
  });
}

const garbled: readonly (readonly [HostOperation, readonly string[]])[] = [
  [read, ["done"]],
  [read, ["file 644 0 0", "."]],
  [read, ["file 0644 root root", "."]],
  [read, ["file 0644 0 0", " 6", "."]],
  [read, ["file 0644 0 0", " zz", "."]],
  [read, ["failed for-no-reason", "."]],
  [commit, ["held"]],
  [own, ["done"]],
  [run, ["ran", "stderr", "."]],
  [commit, ["done", "done"]],
  [commit, [" 00"]],
];

for (const [operation, lines] of garbled) {
  test(`${operation.op} is not answered by: ${lines.join(", ")}`, (t) => {
    t.is(reply([operation], ...lines).kind, "garbled");
  });
}

test("refusals stand in place of all answers, also after waiting", (t) => {
  t.deepEqual(reply([commit], "waiting", "waiting", "locked", " 61", "."), {
    kind: "locked",
    holder: "a",
  });
  t.deepEqual(reply([commit], "unlockable"), { kind: "unlockable" });
  t.deepEqual(reply([commit], "helper-missing riscv64"), {
    kind: "helper-missing",
    machine: "riscv64",
  });
});

test("another nonce is no beginning", (t) => {
  t.is(readReply("other begin\nother done\nother end\n", nonce, [[commit]]).kind, "not-begun");
  t.is(readReply(`x ${nonce} begin\n`, nonce, [[commit]]).kind, "not-begun");
});

test("an upload is placed, refused, cut or lost", (t) => {
  const upload = (...lines: readonly string[]) =>
    readUploadReply(`${said("begin", ...lines)}\n`, nonce);
  t.deepEqual(upload("placed", "end"), { kind: "placed" });
  t.deepEqual(upload("refused", " 61", ".", "end"), { kind: "refused", words: "a" });
  t.is(upload("failed input-cut", ".", "end").kind, "cut");
  t.is(upload().kind, "lost");
  t.is(upload("end").kind, "garbled");
  t.is(readUploadReply("", nonce).kind, "not-begun");
});
