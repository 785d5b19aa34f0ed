import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import type { Contender } from "./contender.ts";

/** Ansible's copy module by a playbook, with 50 forks and pipelining. */
export function ansible(directory: string, texts: readonly string[]): Contender {
  const at = join(directory, "ansible");
  mkdirSync(at, { recursive: true });
  const path = "/etc/pmufilter/ansible.args";
  return {
    name: "Ansible, 50 forks, pipelining",
    rounds: 1,
    // It takes a minute each time.
    without: ["after it came back"],
    async push({ hosts, sshConfig }, text) {
      writeFileSync(join(at, "hosts"), hosts.map(({ address }) => `${address}\n`).join(""));
      writeFileSync(join(at, "text"), texts[text] ?? "");
      writeFileSync(join(at, "playbook.yml"), playbook(join(at, "text"), path));
      const play = ["-i", join(at, "hosts"), "--forks", "50", "--timeout", "5"];
      const { exitCode } = await execa("ansible-playbook", [...play, join(at, "playbook.yml")], {
        cwd: at,
        reject: false,
        env: {
          HOME: at,
          ANSIBLE_PIPELINING: "True",
          ANSIBLE_RETRY_FILES_ENABLED: "False",
          ANSIBLE_SSH_ARGS: `-F ${sshConfig} -o ControlMaster=auto -o ControlPersist=60s`,
          ANSIBLE_PYTHON_INTERPRETER: "/usr/bin/python3",
        },
      });
      return exitCode === 0;
    },
    async clear({ hosts }) {
      for (const host of hosts) host.remove(path);
    },
  };
}

function playbook(src: string, dest: string): string {
  return stringify([
    {
      hosts: "all",
      gather_facts: false,
      tasks: [{ copy: { src, dest, mode: "0644" } }],
    },
  ]);
}
