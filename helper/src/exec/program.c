#include "exec/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "exec/elf_program.h"

static int try_directory(const char *directory, size_t length, const char *name,
                         struct program *program);
static int try_path(const struct program *program);
static bool not_found(const char *name, int error, struct problem *problem);
static bool check_rights(int fd, const struct program *program, struct problem *problem);
static bool check_kind(int fd, struct program *program, struct problem *problem);

bool program_find(const char *name, struct program *program, struct problem *problem)
{
    const char *path = getenv("PATH");
    int error = ENOENT;

    if (strchr(name, '/') != NULL) {
        error = try_directory("", 0, name, program);
        return error == 0 || not_found(name, error, problem);
    }
    if (path == NULL) path = "/bin:/usr/bin";
    while (path != NULL && name[0] != '\0') {
        size_t length = strcspn(path, ":");
        int here = try_directory(path, length, name, program);
        if (here == 0) return true;
        if (here != ENOENT && here != ENOTDIR) error = here;
        path = path[length] == ':' ? path + length + 1 : NULL;
    }
    return not_found(name, error, problem);
}

bool program_check(struct program *program, struct problem *problem)
{
    int fd = open(program->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd < 0) {
        return fail(problem, PROGRAM_UNUSABLE, errno, "Let this user read the program's file.",
                    "%.200s cannot be read: %s.", program->path, strerror(errno));
    }
    bool usable = check_rights(fd, program, problem) && check_kind(fd, program, problem);
    close(fd);
    return usable;
}

/* An empty directory in PATH is the current one. */
static int try_directory(const char *directory, size_t length, const char *name,
                         struct program *program)
{
    int size = snprintf(program->path, sizeof program->path, "%.*s%s%s", (int)length, directory,
                        length == 0 ? "" : "/", name);

    if (size < 0 || (size_t)size >= sizeof program->path) return ENAMETOOLONG;
    return try_path(program);
}

static int try_path(const struct program *program)
{
    struct stat file;

    if (stat(program->path, &file) != 0) return errno;
    if (!S_ISREG(file.st_mode)) return EACCES;
    return access(program->path, X_OK) == 0 ? 0 : errno;
}

static bool not_found(const char *name, int error, struct problem *problem)
{
    return fail(problem, PROGRAM_UNUSABLE, error, "Give the VMM's file, one that may be executed.",
                "The program %.200s cannot be run: %s.", name, strerror(error));
}

static bool check_rights(int fd, const struct program *program, struct problem *problem)
{
    struct stat file;
    bool raises = fstat(fd, &file) != 0 || (file.st_mode & (S_ISUID | S_ISGID)) != 0 ||
                  fgetxattr(fd, "security.capability", NULL, 0) > 0;

    if (!raises) return true;
    return fail(problem, PROGRAM_UNUSABLE, 0,
                "Take its set-user-ID, set-group-ID bits and capabilities away, and start it with "
                "the rights that it needs.",
                "The file %.200s gives rights, so its loader would not preload a library.",
                program->path);
}

static bool check_kind(int fd, struct program *program, struct problem *problem)
{
    switch (elf_program_kind(fd, program->loader)) {
    case ELF_DYNAMIC:
        return true;
    case ELF_STATIC:
        return fail(problem, PROGRAM_STATIC, 0,
                    "Use a dynamically linked build of the VMM; on x86, or set the filter with "
                    "apply when the VM runs.",
                    "%.200s is statically linked: no library can be preloaded into it.",
                    program->path);
    case ELF_FOREIGN:
        return fail(problem, PROGRAM_UNUSABLE, 0, "Use a VMM for this machine: KVM needs one.",
                    "%.200s is a program for another kind of machine.", program->path);
    case ELF_NONE:
        break;
    }
    return fail(problem, PROGRAM_UNUSABLE, 0,
                "Name the VMM itself; a script can run exec with it behind --.",
                "%.200s is not a program but a script or something else.", program->path);
}
