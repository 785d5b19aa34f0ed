#include "process/proc_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "input/read_bytes.h"
#include "process/process_list.h"
#include "process/process_stat.h"
#include "process/thread_file.h"

static pid_t thread_of(pid_t pid);

int proc_open(pid_t pid, const char *name, int flags)
{
    pid_t thread = thread_of(pid);

    return thread == 0 ? -1 : thread_file_open(pid, thread, name, flags);
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
    pid_t thread = thread_of(pid);
    char path[THREAD_PATH_SIZE];

    if (thread == 0) return false;
    thread_file_path(pid, thread, name, path);
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

/* 0 with errno, as there is no such process any more. */
static pid_t thread_of(pid_t pid)
{
    pid_t thread = living_thread(pid);

    if (thread == 0) errno = ESRCH;
    return thread;
}
