#ifndef THREAD_FILES_H
#define THREAD_FILES_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Files of a thread in /proc, opened before it is stopped: to look a path up there takes longer
 * than to read it.
 */
struct thread_files {
    /** Of /proc/PID/task/TID/status. */
    int status;
    /** Of the directory /proc/PID/task/TID/fd. */
    int descriptors;
};

/** Opens them, and looks the VM up once. False with errno: ENOENT or ESRCH if the thread has ended.
 */
bool thread_files_open(pid_t process, pid_t thread, int vm_fd, struct thread_files *files);

void thread_files_close(struct thread_files *files);

/** Whether a descriptor of the thread is a KVM VM (kernel, virt/kvm/kvm_main.c). */
bool thread_files_has_vm(const struct thread_files *files, int vm_fd);

#endif
