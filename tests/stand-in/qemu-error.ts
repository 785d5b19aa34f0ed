/** Why the stand-in does not start a VM: the lines that QEMU would print. */
export class QemuError extends Error {
  override readonly name = "QemuError";
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join(" / "));
    this.lines = lines;
  }
}
