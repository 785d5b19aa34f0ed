import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Run, RunAnswer } from "../host-operation.ts";
import type { DomainPlace } from "./domain-place.ts";

/** Asks virsh for something. */
export function virshRun(uri: string, ...args: readonly string[]): Run {
  const all = ["--quiet", "--connect", uri, ...args];
  return { op: "run", program: "virsh", args: all, readOnly: true };
}

/** Asks for the XML of the persistent domain, with the passwords in it, so that it can be defined again. */
export function dumpXml({ domain, uri }: DomainPlace): Run {
  // With "=", a name that begins with a dash is no option.
  return virshRun(uri, "dumpxml", `--domain=${domain}`, "--inactive", "--security-info");
}

/** Defines a domain anew. */
export function defineXml({ uri }: DomainPlace, xml: string): Run {
  return { ...virshRun(uri, "define", "--file=/dev/stdin"), input: xml, readOnly: false };
}

/** The error of a virsh that ended with another exit code than 0. */
export function virshFailed(
  failed: string,
  { uri }: DomainPlace,
  { exitCode, stderr }: RunAnswer,
): PmuFilterError {
  const words = stderr.trim().replaceAll(/\s*\n\s*/g, "; ");
  const said = words === "" ? `virsh ended with exit code ${exitCode}` : words;
  return new PmuFilterError("LIBVIRT_FAILED", `${failed}: ${said}`, {
    hint: `Try virsh --connect ${uri} list --all on the host, as the user who logs in; sudo: true in the connection makes it root.`,
  });
}
