#ifndef PID_NAMESPACE_H
#define PID_NAMESPACE_H

#include <stdint.h>

/**
 * The number of this process's PID namespace (pid_namespaces(7)), in which its process IDs mean
 * something; 0 where the kernel has none.
 */
uint64_t own_pid_namespace(void);

#endif
