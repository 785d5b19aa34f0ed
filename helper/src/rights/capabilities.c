#include "rights/capabilities.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As capget(2) and capset(2) take them: libc has no wrappers, libcap would be a dependency. */

struct header {
    uint32_t version;
    int pid;
};

struct sets {
    uint32_t effective;
    uint32_t permitted;
    uint32_t inheritable;
};

/** _LINUX_CAPABILITY_VERSION_3: 64 capabilities, in two times three sets. */
static const struct header ourselves = {0x20080522, 0};

bool capability_effective(unsigned capability)
{
    struct header header = ourselves;
    struct sets sets[2] = {{0, 0, 0}, {0, 0, 0}};

    if (syscall(SYS_capget, &header, sets) != 0) return false;
    return (sets[capability / 32].effective >> capability % 32 & 1) != 0;
}

void give_up_capabilities(void)
{
    struct header header = ourselves;
    const struct sets none[2] = {{0, 0, 0}, {0, 0, 0}};

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    syscall(SYS_capset, &header, none);
}

void keep_tracing_capabilities(void)
{
    const uint32_t tracing =
        1U << CAPABILITY_DAC_READ_SEARCH | 1U << CAPABILITY_SYS_PTRACE | 1U << CAPABILITY_SYS_ADMIN;
    struct header header = ourselves;
    struct sets sets[2] = {{0, 0, 0}, {0, 0, 0}};

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!capability_effective(CAPABILITY_SYS_PTRACE)) return;
    if (syscall(SYS_capget, &header, sets) != 0) return;
    sets[0] = (struct sets){sets[0].effective & tracing, sets[0].permitted & tracing, 0};
    sets[1] = (struct sets){0, 0, 0};
    syscall(SYS_capset, &header, sets);
}
