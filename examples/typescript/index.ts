import { PmuFilter } from "pulumi-pmufilter";

const web = new PmuFilter("web", {
  action: "allow",
  cpus: ["SPR"],
  presets: ["architectural"],
  events: [{ name: "BR_INST_RETIRED.COND_NTAKEN" }, { select: "0xc5", umask: "0x10" }],
  targets: [{ qemuArgs: { path: "/etc/pmufilter/web.args" } }],
});

export const fingerprint = web.fingerprint;
