/*
 * Waits in read(2) under the seccomp(2) filters that its arguments name. A call that a filter does
 * not let through would end it. Before them it takes
 *
 *     --groups      to be in so many groups that its status in /proc is long
 *     --epoll_wait  to wait in epoll_wait(2), which any stop ends with EINTR
 *     --by-another  to have another thread put the filters on all, while the first one waits
 */
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/kvm.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "victim.h"

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ARGUMENT_1 \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + sizeof(__u64))
#define IF(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)

/* As QEMU's own: a list of what is denied. */
static struct sock_filter others[] = {
    LOAD(arch),
    IF(AUDIT_ARCH_X86_64, 1, 0),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    IF(SYS_execve, 0, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    IF(SYS_ptrace, 0, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter logged[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 1),
    ANSWER(SECCOMP_RET_LOG),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter ioctl_killed[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter ioctl_fails[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 1),
    ANSWER(SECCOMP_RET_ERRNO | 1),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter ioctl_traps[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 1),
    ANSWER(SECCOMP_RET_TRAP),
    ANSWER(SECCOMP_RET_ALLOW),
};

/* As Firecracker's: requests are listed one by one, and this is not among them. */
static struct sock_filter listed_without[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 3),
    ARGUMENT_1,
    IF(KVM_RUN, 1, 0),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter listed_with[] = {
    LOAD(nr),
    IF(SYS_ioctl, 0, 4),
    ARGUMENT_1,
    IF(KVM_RUN, 2, 0),
    IF(KVM_SET_PMU_EVENT_FILTER, 1, 0),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ALLOW),
};

static struct sock_filter return_killed[] = {
    LOAD(nr),
    IF(SYS_rt_sigreturn, 0, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ALLOW),
};

#define FILTER(name, array) {name, {sizeof array / sizeof array[0], array}}

static const struct {
    const char *name;
    struct sock_fprog program;
} sandboxes[] = {
    FILTER("others-denied", others),      FILTER("ioctl-logged", logged),
    FILTER("ioctl-killed", ioctl_killed), FILTER("ioctl-fails", ioctl_fails),
    FILTER("ioctl-traps", ioctl_traps),   FILTER("listed-without", listed_without),
    FILTER("listed-with", listed_with),   FILTER("sigreturn-killed", return_killed),
};

static bool in_epoll, by_another;
static char **names;

static void sandbox(const char *name)
{
    unsigned long flags = by_another ? SECCOMP_FILTER_FLAG_TSYNC : 0;

    must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
    for (size_t i = 0; i < sizeof sandboxes / sizeof sandboxes[0]; i++) {
        if (strcmp(name, sandboxes[i].name) != 0) continue;
        must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &sandboxes[i].program) == 0,
             "filter");
        return;
    }
    must(strcmp(name, "strict") == 0, "no such sandbox");
    must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0) == 0, "strict mode");
}

static void join_groups(void)
{
    gid_t groups[600];

    for (int i = 0; i < 600; i++) groups[i] = 1900000000U + (gid_t)i;
    must(setgroups(600, groups) == 0, "groups");
}

static void wait_in_epoll(void)
{
    struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(0);

    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
    must(syscall(SYS_epoll_wait, epoll, &event, 1, -1) == 1, "epoll_wait");
}

static void wait_for_byte(void)
{
    char byte;

    if (in_epoll) wait_in_epoll();
    must(read(0, &byte, 1) == 1, "read");
}

static void *put_on_all(void *none)
{
    wait_for_byte();
    while (*names != NULL) sandbox(*names++);
    return none;
}

int main(int argc, char *argv[])
{
    static const char end[] = "unharmed\n";
    int vm = make_vm();
    pthread_t other;

    must(argc >= 2, "give it the names of filters");
    for (names = argv + 1; *names != NULL && **names == '-'; names++) {
        if (strcmp(*names, "--groups") == 0) join_groups();
        in_epoll |= strcmp(*names, "--epoll_wait") == 0;
        by_another |= strcmp(*names, "--by-another") == 0;
    }
    if (by_another) {
        must(pthread_create(&other, NULL, put_on_all, NULL) == 0, "thread");
        ready(vm);
        for (;;) pause();
    }
    ready(vm);
    /* Said before, since some sandboxes let nothing be said; the first byte begins. */
    put_on_all(NULL);
    wait_for_byte();
    must(write(1, end, sizeof end - 1) == sizeof end - 1, "write");
    syscall(SYS_exit, 0);
}
