#include "injection/thread_files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "process/thread_file.h"
#include "process/vm_descriptors.h"

bool thread_files_open(pid_t process, pid_t thread, int vm_fd, struct thread_files *files)
{
    files->status = thread_file_open(process, thread, "status", O_RDONLY);
    files->descriptors = thread_file_open(process, thread, "fd", O_RDONLY | O_DIRECTORY);
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
