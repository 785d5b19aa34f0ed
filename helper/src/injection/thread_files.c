#include "injection/thread_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "injection/thread_status.h"
#include "process/vm_descriptors.h"

bool thread_files_open(pid_t process, pid_t thread, int vm_fd, struct thread_files *files)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/task/%d/fd", process, thread);
    files->status = thread_status_open(process, thread);
    files->descriptors = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (files->status >= 0 && files->descriptors >= 0) {
        thread_files_has_vm(files, vm_fd);
        return true;
    }
    int error = errno;
    thread_files_close(files);
    errno = error;
    return false;
}

void thread_files_close(struct thread_files *files)
{
    if (files->status >= 0) close(files->status);
    if (files->descriptors >= 0) close(files->descriptors);
    *files = (struct thread_files){-1, -1};
}

bool thread_files_has_vm(const struct thread_files *files, int vm_fd)
{
    return vm_descriptor_in(files->descriptors, vm_fd);
}
