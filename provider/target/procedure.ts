import type { HostAnswer, HostOperation } from "./host-operation.ts";

/**
 * What is to be done at one target: yields operations and gets their answers, in the same order.
 * Each yield is one exchange with the host. A procedure itself does nothing: it is pure, and whoever
 * drives it asks the host.
 */
export type Procedure<Result> = Generator<readonly HostOperation[], Result, readonly HostAnswer[]>;
