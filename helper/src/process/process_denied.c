#include "process/process_denied.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rights/capabilities.h"
#include "rights/ptrace_rights.h"

static const char *hint_for(bool same_user, bool capable, int yama_scope);

bool process_denied(pid_t pid, int error, struct problem *problem)
{
    char path[32];
    struct stat directory;
    bool capable = capability_effective(CAPABILITY_SYS_PTRACE);

    snprintf(path, sizeof path, "/proc/%d", pid);
    if (stat(path, &directory) != 0) {
        return fail(problem, PROCESS_DENIED, error, "Become root, or look how /proc is mounted.",
                    "Process %d is hidden from user %u.", pid, geteuid());
    }
    return fail(problem, PROCESS_DENIED, error,
                hint_for(directory.st_uid == geteuid(), capable, yama_scope_read()),
                "Process %d of user %u may not be touched by user %u %s CAP_SYS_PTRACE.", pid,
                directory.st_uid, geteuid(), capable ? "with" : "without");
}

static const char *hint_for(bool same_user, bool capable, int yama_scope)
{
    if (yama_scope == 3) {
        return "Yama forbids it to all until the next boot (kernel.yama.ptrace_scope=3): start the "
               "VM with exec.";
    }
    if (capable) {
        return "A security module, a container's border or a lack of another capability that the "
               "process has forbids it; see the audit log.";
    }
    if (same_user && yama_scope > 0) {
        return "Yama (kernel.yama.ptrace_scope) asks for CAP_SYS_PTRACE: become root.";
    }
    return "Become root, or the user of the process if it has no capabilities of its own.";
}
