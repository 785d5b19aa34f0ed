#ifndef NAMESPACE_PID_H
#define NAMESPACE_PID_H

#include <stddef.h>
#include <sys/types.h>

/** The ID that a process has in its own PID namespace, the innermost; 0 if it cannot be told. */
pid_t namespace_pid_of(pid_t pid);

/** The same from the text of /proc/PID/status: the last number behind "NStgid:". */
pid_t namespace_pid_parse(const char *text, size_t size);

#endif
