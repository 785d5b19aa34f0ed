#include "exec/qemu_arguments_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/json_member.h"
#include "input/read_bytes.h"
#include "process/qemu_object.h"

/** What execve(2) takes as one argument. */
enum { MAX_ARGUMENT = 128 * 1024 };

static int read_text(const char *path, char *text, size_t room);
static char *take_line(char **next);
static bool id_is_valid(const char *id);
static bool links_to(const char *value, const char *id);

bool qemu_arguments_file_read(const char *filter_path, struct qemu_filter_arguments *arguments,
                              struct problem *problem)
{
    static char text[MAX_ARGUMENT];
    char path[PATH_MAX + sizeof QEMU_ARGUMENTS_SUFFIX];

    arguments->object = NULL;
    snprintf(path, sizeof path, "%s" QEMU_ARGUMENTS_SUFFIX, filter_path);
    int error = read_text(path, text, sizeof text);
    if (error == ENOENT || error == ENAMETOOLONG) return true;
    if (error != 0) {
        return fail(problem, FILTER_FILE_UNREADABLE, error,
                    "Let this user read it: a regular file with arguments of QEMU in it.",
                    "The arguments at %.200s cannot be read: %s.", path, strerror(error));
    }
    if (qemu_arguments_file_parse(text, arguments)) return true;
    return fail(problem, FILTER_FILE_UNREADABLE, 0,
                "It is to have the lines -object and JSON, and may have -accel and "
                "kvm,pmu-filter=ID.",
                "There is no kvm-pmu-filter for QEMU in %.200s.", path);
}

bool qemu_arguments_file_parse(char *text, struct qemu_filter_arguments *arguments)
{
    char *next = text;
    const char *option = take_line(&next);
    const char *object = take_line(&next);
    const char *accel = take_line(&next);
    const char *link = take_line(&next);

    if (option == NULL || strcmp(option, "-object") != 0) return false;
    if (object == NULL || object[0] != '{' || !qemu_object_is_filter(object)) return false;
    if (!json_member_text(object, "id", arguments->id, sizeof arguments->id)) return false;
    if (!id_is_valid(arguments->id) || next != NULL) return false;
    if (accel != NULL && (strcmp(accel, "-accel") != 0 || link == NULL)) return false;
    if (link != NULL && !links_to(link, arguments->id)) return false;
    arguments->object = object;
    return true;
}

static int read_text(const char *path, char *text, size_t room)
{
    /* Not to wait for a pipe's writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat file;
    size_t size = 0;
    int error = 0;

    if (fd < 0) return errno;
    if (fstat(fd, &file) != 0) error = errno;
    if (error == 0 && !S_ISREG(file.st_mode)) error = EINVAL;
    if (error == 0) size = read_bytes(fd, (uint8_t *)text, room, &error);
    close(fd);
    if (error == 0 && size == room) error = E2BIG;
    text[error == 0 ? size : 0] = '\0';
    if (error == 0 && strlen(text) != size) error = EINVAL;
    return error;
}

/** NULL behind the last line, whether a newline ends that or not. */
static char *take_line(char **next)
{
    char *line = *next;

    if (line == NULL) return NULL;
    *next = strchr(line, '\n');
    if (*next == NULL) return line;
    *(*next)++ = '\0';
    if (**next == '\0') *next = NULL;
    return line;
}

/** As QEMU has it (id_wellformed in util/id.c). */
static bool id_is_valid(const char *id)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    if (strspn(id, letters) == 0) return false;
    while (*id != '\0' && (strchr(letters, *id) != NULL || strchr("0123456789-._", *id) != NULL))
        id++;
    return *id == '\0';
}

static bool links_to(const char *value, const char *id)
{
    static const char before[] = "kvm,pmu-filter=";

    return strncmp(value, before, sizeof before - 1) == 0 &&
           strcmp(value + sizeof before - 1, id) == 0;
}
