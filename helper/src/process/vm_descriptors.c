#include "process/vm_descriptors.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "command/decimal.h"
#include "input/directory_list.h"
#include "process/proc_file.h"

static void collect(DIR *directory, struct vm_descriptors *found);
static bool leads_to_vm(int directory, const char *name);
static int ascending(const void *left, const void *right);
static void drop_duplicates(pid_t pid, struct vm_descriptors *found);

bool vm_descriptors_find(pid_t pid, struct vm_descriptors *found)
{
    DIR *directory = directory_list(proc_open(pid, "fd", O_RDONLY | O_DIRECTORY));

    found->count = 0;
    if (directory == NULL) return false;
    errno = 0;
    collect(directory, found);
    int error = errno;
    closedir(directory);
    qsort(found->fds, found->count, sizeof found->fds[0], ascending);
    drop_duplicates(pid, found);
    errno = error;
    return error == 0;
}

bool vm_descriptor_is(pid_t pid, int fd)
{
    int directory = proc_open(pid, "fd", O_RDONLY | O_DIRECTORY);

    if (directory < 0) return false;
    bool is = vm_descriptor_in(directory, fd);
    close(directory);
    return is;
}

bool vm_descriptor_in(int directory, int fd)
{
    char name[16];

    snprintf(name, sizeof name, "%d", fd);
    return leads_to_vm(directory, name);
}

/* KCMP_FILE of kcmp(2): whether two descriptors are of one open file. Answers 0 for yes. */
enum { COMPARE_FILES = 0 };

int vm_descriptor_lowest(pid_t pid, int fd, const struct vm_descriptors *found)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->fds[i] == fd) break;
        if (syscall(SYS_kcmp, pid, pid, COMPARE_FILES, found->fds[i], fd) == 0) {
            return found->fds[i];
        }
    }
    return fd;
}

/* Leaves errno at 0 unless the process went away or may not be looked into. */
static void collect(DIR *directory, struct vm_descriptors *found)
{
    const struct dirent *entry;
    uint64_t fd;

    while (found->count < MAX_VM_DESCRIPTORS && (errno = 0, entry = readdir(directory)) != NULL) {
        if (!read_decimal(entry->d_name, INT_MAX, &fd)) continue;
        if (leads_to_vm(dirfd(directory), entry->d_name)) {
            found->fds[found->count++] = (int)fd;
        } else if (errno == EACCES || errno == EPERM) {
            return;
        }
    }
}

static bool leads_to_vm(int directory, const char *name)
{
    static const char vm[] = "anon_inode:kvm-vm";
    char link[sizeof vm];

    errno = 0;
    ssize_t length = readlinkat(directory, name, link, sizeof link);
    return length == (ssize_t)sizeof vm - 1 && memcmp(link, vm, sizeof vm - 1) == 0;
}

static int ascending(const void *left, const void *right)
{
    int first = *(const int *)left;
    int second = *(const int *)right;

    return (first > second) - (first < second);
}

static void drop_duplicates(pid_t pid, struct vm_descriptors *found)
{
    struct vm_descriptors distinct = {.count = 0};

    for (size_t i = 0; i < found->count; i++) {
        int fd = found->fds[i];
        if (vm_descriptor_lowest(pid, fd, &distinct) == fd) distinct.fds[distinct.count++] = fd;
    }
    *found = distinct;
}
