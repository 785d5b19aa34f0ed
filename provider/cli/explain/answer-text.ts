import { shortened } from "../../errors/shortened.ts";
import type { Action } from "../../filter/filter.ts";
import type { InputPart } from "../input/filter-input.ts";
import type { Answer, Decider } from "./answer.ts";

/** Why an event counts or not, as a sentence without a full stop. */
export function reasonText(answer: Answer, action: Action | undefined): string {
  const why = decisionText(answer, action);
  return answer.notSupported === true ? `${why}; perf in the guest shows <not supported>` : why;
}

function decisionText({ reason, deciders, counts }: Answer, action: Action | undefined): string {
  const list = `the ${action} list`;
  const entries = shortened(deciders.map(deciderText));
  switch (reason) {
    case "no-filter":
      return "the VM has no filter";
    case "never-filtered":
      return "KVM does not filter it";
    case "no-such-counter":
      return "KVM shows the guest no such counter";
    case "excluded":
      return `taken out of ${list} again by ${entries}`;
    case "listed":
      return `${list} has ${entries}`;
    case "not-listed":
      // arm64's last call on an event may be the one that takes it out of the list.
      return deciders.length === 0
        ? `${list} has nothing that matches`
        : `${counts ? "allowed" : "denied"} again by ${entries}`;
  }
}

function deciderText({ entry, parts }: Decider): string {
  const where = parts.map(partText);
  return where.length === 0 ? entry : `${entry} (${shortened(where)})`;
}

function partText({ label, place }: InputPart): string {
  return place === undefined ? label : `${label}, line ${place.line}`;
}
