#ifndef RECORD_FILE_H
#define RECORD_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

/** Which VM a record is about. */
struct vm_identity {
    pid_t pid;
    uint64_t start_time;
    int vm_fd;
};

/** Room for the name of any file in the directory of records. */
enum { RECORD_NAME_SIZE = 88 };

/** The text of a record file, and what it says; `record` points into `text`. */
struct record_file {
    struct record record;
    char text[MAX_RECORD_TEXT];
};

/** What reading a record came to. */
enum record_read {
    RECORD_READ,
    /** There is none. */
    RECORD_ABSENT,
    /** There is a file, but it is not a record of this VM, or cannot be read. */
    RECORD_BROKEN,
};

/**
 * The name of a VM's record in the directory. It tells this process's PID namespace, too: one
 * directory may serve several, in each of which an ID is another process's.
 */
void record_file_name(const struct vm_identity *vm, char name[RECORD_NAME_SIZE]);

/**
 * Takes the VM from the name of a file in the directory. `record` is whether the file is the record
 * itself, rather than one that is left of a change. False if the name is no such one, or of another
 * PID namespace: what became of that process cannot be seen from here.
 */
bool record_file_identify(const char *name, struct vm_identity *vm, bool *record);

/** Reads the record of a VM in a directory. */
enum record_read record_file_read(int directory, const struct vm_identity *vm,
                                  struct record_file *file);

/** Reads a record from a descriptor. False if what is there is not a record. */
bool record_file_read_from(int fd, struct record_file *file);

/** Copies a record with its text. */
void record_file_copy(const struct record_file *from, struct record_file *to);

/** Writes a new file to its last byte, and to the disk. Returns 0 or the errno. */
int record_file_create(int directory, const char *name, const struct record *record);

#endif
