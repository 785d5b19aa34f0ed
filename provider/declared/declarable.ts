import type { Input } from "@pulumi/pulumi";

/**
 * What a program may write for a property: the value, a promise or an output of it. Only the type
 * comes from Pulumi; nothing of it is loaded.
 */
export type Declarable<D> = Input<D>;
