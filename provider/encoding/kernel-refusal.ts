import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type Errno, errnoOf } from "./errno.ts";

/** A filter that a kernel refuses; the VM keeps what it had. */
export interface KernelRefusal {
  readonly accepted: false;
  /** What the call fails with. */
  readonly errno: Errno;
  /** Why, in this library's words; absent where it is not the filter's fault. */
  readonly error?: PmuFilterError;
}

/** What `judge` answers; or, where it throws what a kernel refuses, the kernel's refusal. */
export function orRefusal<T>(judge: () => T): T | KernelRefusal {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof PmuFilterError)) throw error;
    const errno = errnoOf(error.code);
    if (errno === undefined) throw error;
    return { accepted: false, errno, error };
  }
}
