/**
 * Whether a word of a command line is a VMM that this library knows: QEMU under the names of its
 * targets and distributions, or kvmtool.
 *
 * @param before - the word before it: kvmtool is `vm run`, too
 */
export function isVmm(word: string, before = ""): boolean {
  if (word === "run" && baseName(before) === "vm") return true;
  return /^(?:qemu|qemu-kvm|kvm|lkvm|lkvm-static)$/.test(baseName(word)) || target(word) !== "";
}

/** The target of a QEMU by its name, such as `x86_64`; undefined where the words do not tell it. */
export function qemuTarget(words: readonly string[]): string | undefined {
  return words.map(target).find((name) => name !== "");
}

/** The targets on which KVM's filters of x86 exist. */
export const x86Targets: readonly string[] = ["x86_64", "i386"];

function target(word: string): string {
  return /^qemu-system-(\w+)$/.exec(baseName(word))?.[1] ?? "";
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}
