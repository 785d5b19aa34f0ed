#include "exec/lowered_limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kvm/kvm_abi.h"

static bool inherits_kvm(int *kvm);
static bool is_device(int fd, dev_t device);
static int first_free_descriptor(void);
static bool can_raise_again(const struct rlimit *lowered);
static bool child_can_raise_again(const struct rlimit *lowered);
static struct rlimit as_rlimit(const struct handover_limit *limit);

void limits_read(struct old_limits *limits)
{
    struct rlimit descriptors = {0, 0};
    struct rlimit processes = {0, 0};

    getrlimit(RLIMIT_NOFILE, &descriptors);
    getrlimit(RLIMIT_NPROC, &processes);
    limits->descriptors = (struct handover_limit){descriptors.rlim_cur, descriptors.rlim_max};
    limits->processes = (struct handover_limit){processes.rlim_cur, processes.rlim_max};
}

bool limits_lower(const struct old_limits *limits, struct problem *problem)
{
    struct rlimit descriptors = as_rlimit(&limits->descriptors);
    struct rlimit processes = as_rlimit(&limits->processes);
    int kvm;

    if (inherits_kvm(&kvm)) {
        return fail(problem, PROGRAM_UNUSABLE, 0,
                    "Start it without that: a VM could be made where no library is preloaded.",
                    "Descriptor %d, which the program would inherit, is " KVM_DEVICE ".", kvm);
    }
    descriptors.rlim_cur = (rlim_t)first_free_descriptor() + 1;
    processes.rlim_cur = 0;
    struct rlimit both = {descriptors.rlim_cur, descriptors.rlim_cur};
    if (can_raise_again(&both)) descriptors.rlim_max = both.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &descriptors) == 0 && setrlimit(RLIMIT_NPROC, &processes) == 0) {
        return true;
    }
    return fail(problem, MEMORY_MISSING, errno, "Allow it more open files (ulimit -n).",
                "There is no descriptor left to load the program with: %s.", strerror(errno));
}

static bool inherits_kvm(int *kvm)
{
    struct stat device;
    DIR *directory = opendir("/proc/self/fd");
    const struct dirent *entry;
    bool found = false;

    if (directory == NULL) return false;
    bool known = stat(KVM_DEVICE, &device) == 0 && S_ISCHR(device.st_mode);
    while (known && !found && (entry = readdir(directory)) != NULL) {
        *kvm = atoi(entry->d_name);
        found = entry->d_name[0] != '.' && is_device(*kvm, device.st_rdev);
    }
    closedir(directory);
    return found;
}

static bool is_device(int fd, dev_t device)
{
    struct stat file;

    return (fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0 && fstat(fd, &file) == 0 &&
           S_ISCHR(file.st_mode) && file.st_rdev == device;
}

/** The lowest that the program does not inherit: a limit above it leaves it that one alone. */
static int first_free_descriptor(void)
{
    int fd = 0;

    for (;; fd++) {
        int flags = fcntl(fd, F_GETFD);
        if (flags < 0 || (flags & FD_CLOEXEC) != 0) return fd;
    }
}

/*
 * A user other than root loses CAP_SYS_RESOURCE when the program is executed, and root, too, where
 * root's rights do not come back then (capabilities(7)).
 */
static bool can_raise_again(const struct rlimit *lowered)
{
    const int noroot = 1;
    const int sys_resource = 24;

    if (geteuid() != 0 || (prctl(PR_GET_SECUREBITS) & noroot) != 0) return false;
    if (prctl(PR_CAPBSET_READ, sys_resource) != 1) return false;
    /* Else there would be no child to wait for. */
    void (*before)(int) = signal(SIGCHLD, SIG_DFL);
    bool can = child_can_raise_again(lowered);
    signal(SIGCHLD, before);
    return can;
}

/** Tried by a child, since it may be that there is no way back. */
static bool child_can_raise_again(const struct rlimit *lowered)
{
    struct rlimit old;
    int status;

    if (getrlimit(RLIMIT_NOFILE, &old) != 0) return false;
    pid_t child = fork();
    if (child == 0) {
        bool raised = setrlimit(RLIMIT_NOFILE, lowered) == 0 && setrlimit(RLIMIT_NOFILE, &old) == 0;
        _exit(raised ? 0 : 1);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static struct rlimit as_rlimit(const struct handover_limit *limit)
{
    return (struct rlimit){limit->soft, limit->hard};
}
