import test from "ava";
import { decode } from "../../provider/declared/codec.ts";
import { connectionCodec } from "../../provider/declared/connection.ts";
import type { PropertyValue } from "../../provider/declared/property-value.ts";

const key =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n";

const taken: readonly [member: string, value: PropertyValue][] = [
  ["host", "kvm1"],
  ["host", "kvm-1.example"],
  ["host", "kvm_1"],
  ["host", "192.0.2.1"],
  ["host", "2001:db8::1"],
  ["host", "fe80::1%eth0"],
  ["user", "ops"],
  ["user", "EXAMPLE\\ops"],
  ["user", "ops@example"],
  ["port", 1],
  ["port", 65_535],
  ["password", "two words, a 'quote' and $x"],
  ["privateKey", key],
  ["privateKey", key.replaceAll("\n", "\r\n")],
  ["hostKey", "ssh-ed25519 AAAAC3Nza="],
  ["hostKey", "ssh-ed25519 AAAAC3Nza= kvm1"],
  ["strictHostKeyChecking", "accept-new"],
  ["connectTimeout", 3600],
  ["sshConfig", "/etc/ssh/fleet"],
];

for (const [member, value] of taken) {
  test(`${member} may be ${JSON.stringify(value)}`, (t) => {
    t.deepEqual(decode(connectionCodec, { [member]: value }).problems, []);
  });
}

const refused: readonly [member: string, value: PropertyValue, code: string][] = [
  ["host", "", "HOST_INVALID"],
  ["host", "-oProxyCommand=x", "HOST_INVALID"],
  ["host", "ops@kvm1", "HOST_INVALID"],
  ["host", "ssh://kvm1", "HOST_INVALID"],
  ["host", "kvm1:22", "HOST_INVALID"],
  ["host", "[::1]", "HOST_INVALID"],
  ["host", "kvm1\n", "HOST_INVALID"],
  ["user", "-l", "HOST_INVALID"],
  ["user", "a b", "HOST_INVALID"],
  ["port", 0, "NUMBER_OUT_OF_RANGE"],
  ["port", 65_536, "NUMBER_OUT_OF_RANGE"],
  ["port", 22.5, "TYPE_WRONG"],
  ["port", "22", "TYPE_WRONG"],
  ["connectTimeout", 0, "NUMBER_OUT_OF_RANGE"],
  ["password", "", "SECRET_INVALID"],
  ["password", "two\nlines", "SECRET_INVALID"],
  ["privateKeyPassword", "a\0b", "SECRET_INVALID"],
  ["privateKey", "~/.ssh/id_ed25519", "SECRET_INVALID"],
  ["hostKey", "kvm1", "HOST_KEY_INVALID"],
  ["hostKey", "ssh-ed25519 AAAA\nkvm2 ssh-ed25519 BBBB", "HOST_KEY_INVALID"],
  ["strictHostKeyChecking", "no", "VALUE_NOT_LISTED"],
  ["sshConfig", "~/.ssh/config", "PATH_INVALID"],
  ["agentSocketPath", "agent.sock", "PATH_INVALID"],
  ["sudo", "yes", "TYPE_WRONG"],
  ["hots", "kvm1", "PROPERTY_UNKNOWN"],
];

for (const [member, value, code] of refused) {
  test(`${member} may not be ${JSON.stringify(value)}`, (t) => {
    const { problems } = decode(connectionCodec, { [member]: value });
    t.deepEqual(
      problems.map((problem) => [problem.path.join("."), problem.code]),
      [[member, code]],
    );
  });
}

for (const member of ["password", "privateKey", "privateKeyPassword"]) {
  for (const value of ["geheim\n77", 77_001]) {
    test(`what is wrong with ${member} quotes nothing of ${typeof value}`, (t) => {
      const { problems } = decode(connectionCodec, { [member]: value });
      t.is(problems.length, 1);
      t.notRegex(JSON.stringify(problems), /geheim|77/);
    });
  }
}
