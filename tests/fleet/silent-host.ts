import { createServer } from "node:net";

/*
 * Listens and never takes a connection: the kernel takes two, and drops the packets of those after
 * them, so that they see what a host behind a firewall, or without power, shows.
 *
 * node silent-host.ts ADDRESS PORT
 */
const [, , host = "", port = ""] = process.argv;
createServer().listen({ host, port: Number(port), backlog: 1 }, () => {
  process.stdout.write(`${process.pid}\n`, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
});
