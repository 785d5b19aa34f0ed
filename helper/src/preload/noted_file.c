#include "preload/noted_file.h"

#include "preload/raw_syscall.h"

void noted_file_note(struct noted_file *file, int fd)
{
    struct stat now = {0};

    file->open = raw_syscall(SYS_fstat, fd, (long)&now, 0, 0, 0, 0) == 0;
    if (!file->open) return;
    file->fd = fd;
    file->device = now.st_dev;
    file->inode = now.st_ino;
}

void noted_file_close(struct noted_file *file)
{
    struct noted_file now;

    if (!file->open) return;
    file->open = false;
    noted_file_note(&now, file->fd);
    if (!now.open || now.device != file->device || now.inode != file->inode) return;
    raw_syscall(SYS_close, file->fd, 0, 0, 0, 0, 0);
}
