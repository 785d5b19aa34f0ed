/*
 * Has a VM and carries a record of it as a VMM of `exec` does, or something that only looks so.
 * Tells its process ID and the VM's descriptor on stdout, reads the record's text from stdin, and
 * says "ready". Its argument is what the text is put into, each with the same link in /proc/PID/fd:
 *
 *   sealed    a memfd that is sealed
 *   crowded   the same, behind 1,024 descriptors of one that is not
 *   unsealed  one that is not
 *   file      a file in a mount namespace of its own
 *   fifo      a FIFO there (without the text); it says "opened" once somebody opens that
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/** KVM_CREATE_VM of linux/kvm.h. */
#define CREATE_VM 0xae01

#define NAME "memfd:kvm-pmu-filter (deleted)"

static char text[1 << 20];

static void require(int done)
{
    if (done) return;
    perror("carrier");
    exit(1);
}

static int make_vm(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = ioctl(kvm, CREATE_VM, 0);

    require(vm >= 0);
    return vm;
}

/* So that the root directory is one that it can write to. */
static void become_root_of_own(void)
{
    require(unshare(CLONE_NEWNS) == 0);
    require(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0);
    require(mount("none", "/tmp", "tmpfs", 0, NULL) == 0);
    require(mkdir("/tmp/old", 0700) == 0);
    require(syscall(SYS_pivot_root, "/tmp", "/tmp/old") == 0);
    require(chdir("/") == 0);
}

static void crowd(void)
{
    struct rlimit most;
    int fd = memfd_create("kvm-pmu-filter", 0);

    require(getrlimit(RLIMIT_NOFILE, &most) == 0);
    most.rlim_cur = most.rlim_max;
    require(setrlimit(RLIMIT_NOFILE, &most) == 0);
    for (int i = 1; i < 1024; i++) require(dup(fd) >= 0);
}

int main(int count, char **arguments)
{
    const char *kind = count > 1 ? arguments[1] : "";
    int vm = make_vm();
    size_t size;

    require(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0);
    printf("%d %d\n", getpid(), vm);
    fflush(stdout);
    size = fread(text, 1, sizeof text, stdin);
    if (strcmp(kind, "fifo") == 0) {
        become_root_of_own();
        require(mkfifo("/" NAME, 0600) == 0 && open("/" NAME, O_PATH) >= 0);
    } else {
        int own = strcmp(kind, "file") == 0;
        if (own) become_root_of_own();
        if (strcmp(kind, "crowded") == 0) crowd();
        int fd = own ? open("/" NAME, O_RDWR | O_CREAT, 0600)
                     : memfd_create("kvm-pmu-filter", MFD_ALLOW_SEALING);
        require(fd >= 0 && write(fd, text, size) == (ssize_t)size);
        if (kind[0] == 's' || kind[0] == 'c') require(fcntl(fd, F_ADD_SEALS, 0xf) == 0);
        require(lseek(fd, 0, SEEK_SET) == 0);
    }
    puts("ready");
    fflush(stdout);
    if (strcmp(kind, "fifo") == 0) {
        require(open("/" NAME, O_WRONLY) >= 0);
        puts("opened");
        fflush(stdout);
    }
    for (;;) pause();
}
