#ifndef STATUS_QEMU_H
#define STATUS_QEMU_H

#include <sys/types.h>

#include "command/json.h"

/**
 * Writes the member `qemuArguments`: what the command line of a process has of QEMU's own way to
 * set a filter, and null if it cannot be read to its end.
 */
void write_qemu_arguments(struct json *json, pid_t pid);

#endif
