#ifndef PRELOAD_NOTED_FILE_H
#define PRELOAD_NOTED_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

/**
 * A descriptor of this library's own, among the VMM's. A VMM may close descriptors that it does not
 * know, and open files of its own under their numbers. All zeros: none.
 */
struct noted_file {
    bool open;
    int fd;
    dev_t device;
    ino_t inode;
};

/** Notes what the descriptor stands for. */
void noted_file_note(struct noted_file *file, int fd);

/** Closes it if it still stands for the same, and forgets it. */
void noted_file_close(struct noted_file *file);

#endif
