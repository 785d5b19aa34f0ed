#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include <stdbool.h>

/** CAP_SYS_PTRACE (kernel, include/uapi/linux/capability.h). */
enum { CAPABILITY_SYS_PTRACE = 19 };

/** Whether this process has a capability and it is in effect. */
bool capability_effective(unsigned capability);

/**
 * Gives up every capability, and for all that this process may execute the way to more. To be
 * called before input is read. Taking away what is ours is never refused.
 */
void give_up_capabilities(void);

#endif
