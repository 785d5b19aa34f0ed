import type { HostOperation } from "../../target/host-operation.ts";

/** An operation in words, as in "it was at ...": what is done with which file, or which program. */
export function operationWords(operation: HostOperation): string {
  switch (operation.op) {
    case "readFile":
    case "onlyIfSame":
      return `reading ${operation.path}`;
    case "onlyIfOwn":
      return `reading ${operation.record}`;
    case "stageFile":
      return `writing ${operation.path}`;
    case "commit":
      return "putting files in place";
    case "removeFile":
      return `removing ${operation.path}`;
    case "makeDirectory":
    case "installHelper":
      return `making ${operation.path}`;
    case "onlyIfOutput":
      return "comparing an output";
    case "run":
      return ran(operation.program === "helper" ? "kvm-pmu-filter" : operation.program, operation);
  }
}

/** The program with its subcommand. */
function ran(name: string, { args }: Extract<HostOperation, { readonly op: "run" }>): string {
  const word = args.find((arg) => typeof arg === "string" && /^[a-z][a-z-]*$/.test(arg));
  return typeof word === "string" ? `${name} ${word}` : name;
}
