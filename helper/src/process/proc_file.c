#include "process/proc_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "input/read_bytes.h"
#include "process/process_list.h"
#include "process/process_stat.h"

static bool path_of(pid_t pid, const char *name, char *path, size_t size);

int proc_open(pid_t pid, const char *name, int flags)
{
    char path[96];

    if (!path_of(pid, name, path, sizeof path)) return -1;
    return open(path, flags | O_CLOEXEC);
}

bool proc_read(pid_t pid, const char *name, uint8_t *bytes, size_t size, size_t *used)
{
    int fd = proc_open(pid, name, O_RDONLY);
    int error;

    if (fd < 0) return false;
    *used = read_bytes(fd, bytes, size, &error);
    close(fd);
    errno = error;
    return error == 0;
}

bool proc_read_link(pid_t pid, const char *name, char *text, size_t size)
{
    char path[96];

    if (!path_of(pid, name, path, sizeof path)) return false;
    ssize_t length = readlink(path, text, size - 1);
    if (length < 0) return false;
    text[length] = '\0';
    return true;
}

pid_t living_thread(pid_t pid)
{
    struct process_stat stat;
    char path[32];
    pid_t thread;

    if (process_stat_read(pid, pid, &stat) && !stat.ended) return pid;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) return 0;
    do {
        thread = next_id(tasks);
    } while (thread != 0 && !(process_stat_read(pid, thread, &stat) && !stat.ended));
    closedir(tasks);
    return thread;
}

static bool path_of(pid_t pid, const char *name, char *path, size_t size)
{
    pid_t thread = living_thread(pid);

    if (thread == 0) {
        errno = ESRCH;
        return false;
    }
    snprintf(path, size, "/proc/%d/task/%d/%s", pid, thread, name);
    return true;
}
