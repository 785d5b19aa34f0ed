#include "record/record_directory.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_directory(const char *path, struct problem *problem);
static int open_directory(const char *path, int *error);
static bool trusted(int directory, bool of_root_too);

int record_directory_open(const char *path, struct problem *problem)
{
    int error;

    if (!make_directory(path, problem)) return -1;
    int directory = open_directory(path, &error);
    if (directory < 0) {
        fail(problem, RECORD_FAILED, error,
             "Give access to it, or name another directory with --records.",
             "No record can be kept, the directory %.150s cannot be opened: %s.", path,
             strerror(error));
        return -1;
    }
    if (trusted(directory, false)) return directory;
    close(directory);
    fail(problem, RECORD_FAILED, EPERM,
         "Name a directory with --records that is your own and that others cannot write to.",
         "Records are not kept in %.150s: it belongs to another user, or others can write to it.",
         path);
    return -1;
}

int record_directory_look(const char *path, int *error)
{
    int directory = open_directory(path, error);

    if (directory < 0) return *error == ENOENT ? RECORDS_ABSENT : RECORDS_HIDDEN;
    if (trusted(directory, true)) return directory;
    close(directory);
    *error = EPERM;
    return RECORDS_HIDDEN;
}

bool record_failed(const char *what, int error, struct problem *problem)
{
    return fail(problem, RECORD_FAILED, error,
                "Make room and give access, or name another directory with --records.",
                "No record can be kept, %s: %s.", what, strerror(error));
}

static bool make_directory(const char *path, struct problem *problem)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST) return true;
    return fail(problem, RECORD_FAILED, errno,
                errno == ENOENT ? "Make its parent directory, or name another one with --records."
                                : "Give access to its parent, or name another with --records.",
                "No record can be kept, the directory %.150s cannot be made: %s.", path,
                strerror(errno));
}

static int open_directory(const char *path, int *error)
{
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    *error = directory < 0 ? errno : 0;
    return directory;
}

static bool trusted(int directory, bool of_root_too)
{
    struct stat status;

    if (fstat(directory, &status) != 0) return false;
    bool owner_fits = status.st_uid == geteuid() || (of_root_too && status.st_uid == 0);
    return owner_fits && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}
