import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A guest of a few instructions for QEMU's -bios: it writes 0, 1, 2, ... to the serial port, modulo
 * 256, and computes between any two. So what the port got tells whether the guest lives, and whether
 * any register of it was changed under its hands. There is little to compute, since some hosts
 * emulate every instruction of such a guest.
 */
export function countingGuest(): Uint8Array {
  const image = new Uint8Array(65_536);
  image.set([
    ...[0xba, 0xf8, 0x03], // mov dx, 0x3f8: the serial port
    ...[0x30, 0xdb], // xor bl, bl
    ...[0x88, 0xd8], // next: mov al, bl
    0xee, // out dx, al
    ...[0xfe, 0xc3], // inc bl
    ...[0xb9, 0x20, 0x4e], // mov cx, 20000
    ...[0xe2, 0xfe], // spin: loop spin
    ...[0xeb, 0xf4], // jmp next
  ]);
  // Where the processor starts: a jump to the image's first byte.
  image.set([0xe9, 0x0d, 0x00], 0xfff0);
  return image;
}

/** Waits until the guest has written that many more bytes to the file; throws if one is not its turn. */
export async function guestCounts(file: string, bytes = 3): Promise<void> {
  const start = readFileSync(file).length;
  for (;;) {
    const written = readFileSync(file);
    const wrong = written.findIndex((value, index) => value !== index % 256);
    if (wrong >= 0) throw new Error(`byte ${wrong} of the guest is ${written[wrong]}`);
    if (written.length >= start + bytes) return;
    await sleep(5);
  }
}
