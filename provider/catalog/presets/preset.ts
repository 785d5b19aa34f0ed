/**
 * Ready-made allow lists, each with everything of the one before:
 *
 * - `architectural`: instructions, cycles, reference cycles, branches, branch misses and top-down
 *   slots; nothing of any cache.
 * - `standard`: most events of the core and its own L2; nothing that tells of what cores share, of
 *   time spent waiting for it, or of the machine underneath.
 * - `no-shared-resources`: every event of the core type's table but those of what cores share.
 *
 * They follow the levels of Google Compute Engine's vPMU (architectural, standard, enhanced), the
 * first two in what they are for, not event by event.
 */
export const presetNames = ["architectural", "standard", "no-shared-resources"] as const;

/** The name of a preset. */
export type PresetName = (typeof presetNames)[number];
