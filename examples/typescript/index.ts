import { PmuFilter } from "pulumi-pmufilter";

const web = new PmuFilter("web", {
  action: "allow",
  cpus: ["intel"],
  events: [
    { name: "instructions" },
    { name: "cycles" },
    { name: "branches" },
    { select: "0xc5", umask: "0x00" },
  ],
  targets: [{ qemuArgs: { path: "/etc/pmufilter/web.args" } }],
});

export const fingerprint = web.fingerprint;
