import type { DeclaredConnection } from "../declared/connection.ts";
import type { LintSettings } from "../declared/lint-settings.ts";

/** What the provider's configuration says for every resource that does not say otherwise. */
export interface Defaults {
  /** The severities of lint rules. */
  readonly lint: LintSettings;
  /** What targets leave out of their connections; with a host, the host of those without. */
  readonly connection?: DeclaredConnection;
  /** Whether that host is not known yet, in a preview. */
  readonly hostUnknown?: boolean;
}
