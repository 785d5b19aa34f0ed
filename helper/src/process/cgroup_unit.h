#ifndef CGROUP_UNIT_H
#define CGROUP_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Whether a text can be the full name of a systemd unit: it has a dot and no slash. */
bool unit_name_valid(const char *name);

/** Whether a process is in a systemd unit, by its control group. False also if it cannot be read.
 */
bool process_in_unit(pid_t pid, const char *unit);

/**
 * The same by the text of /proc/PID/cgroup (cgroups(7)): whether the path in the unified hierarchy,
 * or in that of version 1 which is systemd's own (name=systemd), has the unit's directory. systemd
 * names it after the unit, with an underscore before a name that begins with one or that could be
 * a file of the kernel's (systemd, src/basic/cgroup-util.c, cg_escape).
 */
bool cgroup_in_unit(const char *text, size_t size, const char *unit);

#endif
