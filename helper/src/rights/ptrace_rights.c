#include "rights/ptrace_rights.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/read_bytes.h"
#include "rights/capabilities.h"

static int try_on_child(void);
static bool in_initial_user_namespace(void);

void ptrace_rights_find(struct ptrace_rights *rights)
{
    rights->trial_error = try_on_child();
    rights->uid = getuid();
    rights->capability = capability_effective(CAPABILITY_SYS_PTRACE);
    rights->initial_user_namespace = in_initial_user_namespace();
    rights->yama_scope = yama_scope_read();
    rights->reach = ptrace_reach_of(rights);
}

enum ptrace_reach ptrace_reach_of(const struct ptrace_rights *rights)
{
    if (rights->trial_error != 0 || rights->yama_scope == 3) return REACH_NONE;
    if (rights->capability) {
        return rights->initial_user_namespace ? REACH_ANY : REACH_USER_NAMESPACE;
    }
    if (rights->yama_scope == 2) return REACH_NONE;
    return rights->yama_scope == 1 ? REACH_DESCENDANTS : REACH_OWN_USER;
}

int yama_scope_read(void)
{
    int fd = open("/proc/sys/kernel/yama/ptrace_scope", O_RDONLY | O_CLOEXEC);
    uint8_t text[8];
    int error;
    size_t size;

    if (fd < 0) return -1;
    size = read_bytes(fd, text, sizeof text, &error);
    close(fd);
    return error == 0 ? yama_scope_from((const char *)text, size) : -1;
}

int yama_scope_from(const char *text, size_t size)
{
    bool ends = size == 1 || (size == 2 && text[1] == '\n');

    return ends && text[0] >= '0' && text[0] <= '3' ? text[0] - '0' : -1;
}

/* A seccomp filter around a container may refuse the call itself: only trying it tells. */
static int try_on_child(void)
{
    pid_t child = fork();
    int error;

    if (child < 0) return errno;
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;) pause();
    }
    error = ptrace(PTRACE_SEIZE, child, NULL, NULL) == 0 ? 0 : errno;
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    return error;
}

static bool in_initial_user_namespace(void)
{
    /* Kernel, include/linux/proc_ns.h, PROC_USER_INIT_INO: fixed since Linux 3.8. */
    const ino_t initial = 0xeffffffd;
    struct stat status;

    return stat("/proc/self/ns/user", &status) == 0 && status.st_ino == initial;
}
