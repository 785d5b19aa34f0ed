import { text } from "./scalar.ts";

/** The largest number of an account; the next one means "no change" to chown(2). */
const largestAccount = 0xffff_fffe;

/** The name or number of a user or group. */
export const accountCodec = (what: string) =>
  text(
    (value) =>
      /^([A-Za-z_][A-Za-z0-9_.-]*\$?|[0-9]+)$/.test(value) && !(Number(value) > largestAccount)
        ? undefined
        : {
            code: "ACCOUNT_INVALID",
            message: `"${value}" is not the name or number of a ${what}`,
          },
    {
      wrongType: (value) =>
        typeof value === "number" ? `Quote the number: "${value}".` : undefined,
      normalise: (value) => (/^[0-9]+$/.test(value) ? String(Number(value)) : value),
    },
  );
