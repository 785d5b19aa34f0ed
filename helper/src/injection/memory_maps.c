#include "injection/memory_maps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "injection/mapping_line.h"
#include "injection/process_end.h"
#include "input/read_bytes.h"
#include "process/proc_file.h"
#include "process/process_denied.h"

/** 65,530 mappings are the most by default; a line has some hundred bytes. */
enum { MAX_TEXT = 64 << 20 };

static char *read_text(pid_t process, size_t *size, int *error);

bool memory_maps_read(pid_t process, struct memory_maps *maps, struct problem *problem)
{
    size_t size = 0;
    int error = 0;
    char *text = read_text(process, &size, &error);

    *maps = (struct memory_maps){NULL, 0};
    if (error == 0 && !memory_maps_parse(text, size, maps)) error = ENOMEM;
    free(text);
    if (error == 0) return true;
    if (error == ENOMEM) {
        return fail(problem, MEMORY_MISSING, error, "Give the process more memory.",
                    "There is no memory for the mappings of process %d.", process);
    }
    if (error == EACCES || error == EPERM) return process_denied(process, error, problem);
    return process_ended(process, problem);
}

bool memory_maps_parse(const char *text, size_t size, struct memory_maps *maps)
{
    const char *end = text + size;
    size_t lines = 0;

    for (size_t i = 0; i < size; i++) lines += text[i] == '\n';
    maps->count = 0;
    maps->mappings = calloc(lines + 1, sizeof *maps->mappings);
    if (maps->mappings == NULL) return false;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((newline == NULL ? end : newline) - text);
        if (mapping_line_parse(text, length, &maps->mappings[maps->count])) maps->count++;
        text += length + (newline != NULL);
    }
    return true;
}

void memory_maps_free(struct memory_maps *maps)
{
    free(maps->mappings);
    *maps = (struct memory_maps){NULL, 0};
}

const struct mapping *memory_maps_find(const struct memory_maps *maps, uint64_t address)
{
    for (size_t i = 0; i < maps->count; i++) {
        const struct mapping *mapping = &maps->mappings[i];
        if (address >= mapping->start && address < mapping->end) return mapping;
    }
    return NULL;
}

static char *read_text(pid_t process, size_t *size, int *error)
{
    int fd = proc_open(process, "maps", O_RDONLY);
    size_t capacity = 1 << 16;
    char *text = NULL;

    *error = fd < 0 ? errno : 0;
    for (*size = 0; *error == 0; capacity *= 2) {
        char *larger = capacity > MAX_TEXT ? NULL : realloc(text, capacity);
        if (larger == NULL) {
            *error = ENOMEM;
            break;
        }
        text = larger;
        *size += read_bytes(fd, (uint8_t *)text + *size, capacity - *size, error);
        if (*size < capacity) break;
    }
    if (fd >= 0) close(fd);
    return text;
}
