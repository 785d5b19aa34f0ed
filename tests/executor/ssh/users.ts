import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import type { ExecutionContext } from "ava";

/** A user of this machine, as long as the test lives. */
export interface TestUser {
  readonly name: string;
  readonly password: string;
}

/** Why no users can be made here. */
export function cannotMakeUsers(): string | undefined {
  return process.getuid?.() === 0 ? undefined : "only root can make users";
}

let made = 0;

/** Makes a user with a password. @param sudo - what sudoers grants, `ALL=(ALL) ALL` */
export function newUser(
  t: ExecutionContext,
  { sudo, shell = "/bin/sh" }: { readonly sudo?: string; readonly shell?: string } = {},
): TestUser {
  made += 1;
  const name = `pmuf${process.pid}x${made}`;
  const password = `Word ${name} 'é" $x`;
  execFileSync("useradd", ["-M", "-d", "/", "-s", shell, name]);
  t.teardown(() => execFileSync("userdel", [name], { stdio: "ignore" }));
  execFileSync("chpasswd", { input: `${name}:${password}\n` });
  if (sudo !== undefined) {
    const path = `/etc/sudoers.d/${name}`;
    writeFileSync(path, `${name} ${sudo}\n`, { mode: 0o440 });
    t.teardown(() => rmSync(path));
  }
  return { name, password };
}
