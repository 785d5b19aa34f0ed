#include "exec/filter_choice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exec/qemu_arguments_file.h"
#include "process/vmm_command_line.h"

static bool is_clear(const struct vmm_command_line *vm, struct problem *problem);
static bool look_in_directory(const char *directory, const struct vmm_command_line *vm,
                              struct filter_choice *choice, struct problem *problem);
static bool is_file_name(const char *name);
static bool ends_with(const char *name, const char *suffix);
static bool open_if_there(struct filter_choice *choice, const char *directory, const char *kind,
                          const char *name, struct problem *problem);
static bool open_regular(struct filter_choice *choice);
static bool unreadable(const char *path, int error, struct problem *problem);

bool filter_choice_open(const struct command_line *line, struct filter_choice *choice,
                        struct problem *problem)
{
    struct vmm_command_line vm;

    choice->fd = -1;
    if (line->filter != NULL) {
        snprintf(choice->path, sizeof choice->path, "%s", line->filter);
        return open_regular(choice) || unreadable(choice->path, errno, problem);
    }
    vmm_command_line_read((const char *const *)line->program + 1, &vm);
    if (!is_clear(&vm, problem)) return false;
    if (!vm.identified) return true;
    return look_in_directory(line->filters, &vm, choice, problem);
}

/** Whether it can be told which VM it is: a wrong guess would be a VM without its filter. */
static bool is_clear(const struct vmm_command_line *vm, struct problem *problem)
{
    if (vm->uuid_invalid) {
        return fail(problem, USAGE_INVALID, 0, "A UUID has 32 hexadecimal digits.",
                    "What stands behind the VMM's -uuid is not a UUID.");
    }
    if (!vm->ambiguous) return true;
    return fail(
        problem, USAGE_INVALID, 0,
        "Put -name and -uuid before all others of its options, or use --filter.",
        "It cannot be told whether a -uuid or -name of the VMM is an option or the value of "
        "one that is not known.");
}

/* A directory that is not there is a mistake, not a host without filters. */
static bool look_in_directory(const char *directory, const struct vmm_command_line *vm,
                              struct filter_choice *choice, struct problem *problem)
{
    int fd = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) {
        return fail(problem, FILTER_FILE_UNREADABLE, errno,
                    "Make it, and by-uuid and by-name in it, for this user to look into; it may be "
                    "empty.",
                    "The directory of filters, %.200s, cannot be opened: %s.", directory,
                    strerror(errno));
    }
    close(fd);
    if (vm->uuid[0] != '\0' && !open_if_there(choice, directory, "by-uuid/", vm->uuid, problem)) {
        return false;
    }
    if (is_file_name(vm->name) &&
        !open_if_there(choice, directory, "by-name/", vm->name, problem)) {
        return false;
    }
    return open_if_there(choice, directory, "", "default", problem);
}

/** Whether a VM's name can be that of a filter's file: it must not lead elsewhere. */
static bool is_file_name(const char *name)
{
    if (ends_with(name, QEMU_ARGUMENTS_SUFFIX) || ends_with(name, ".pmufilter.json")) return false;
    return name[0] != '\0' && strchr(name, '/') == NULL && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0 && strlen(name) <= NAME_MAX;
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name);
    size_t end = strlen(suffix);

    return length >= end && strcmp(name + length - end, suffix) == 0;
}

/** Does nothing if a file is open already. False with a problem if it is there and unreadable. */
static bool open_if_there(struct filter_choice *choice, const char *directory, const char *kind,
                          const char *name, struct problem *problem)
{
    if (choice->fd >= 0) return true;
    int size = snprintf(choice->path, sizeof choice->path, "%s/%s%s", directory, kind, name);
    if (size < 0 || (size_t)size >= sizeof choice->path) {
        return unreadable(directory, ENAMETOOLONG, problem);
    }
    if (open_regular(choice) || errno == ENOENT) return true;
    return unreadable(choice->path, errno, problem);
}

static bool open_regular(struct filter_choice *choice)
{
    struct stat file;
    /* Not to wait for a pipe's writer. */
    int fd = open(choice->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0) return false;
    if (fstat(fd, &file) == 0 && S_ISREG(file.st_mode)) {
        choice->fd = fd;
        return true;
    }
    close(fd);
    errno = S_ISDIR(file.st_mode) ? EISDIR : EINVAL;
    return false;
}

static bool unreadable(const char *path, int error, struct problem *problem)
{
    return fail(problem, FILTER_FILE_UNREADABLE, error,
                "Let this user read it: a regular file with the filter in it.",
                "The filter at %.200s cannot be read: %s.", path, strerror(error));
}
