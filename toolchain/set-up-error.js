/**
 * A set-up that cannot be done, in words for whoever started the command: what is missing or went
 * wrong, and what to do. It is printed without a stack trace.
 */
export class SetUpError extends Error {}
