#include "exec/handover_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "exec/memfd.h"
#include "preload/handover.h"
#include "record/boot_id.h"

static void fill_in(struct handover *handover, const struct handover_content *content);
static void copy_visibly(char *to, size_t size, const char *text);

int handover_file_make(const struct handover_content *content, struct problem *problem)
{
    struct handover *handover = calloc(1, sizeof *handover + content->size);
    int fd = -1;

    if (handover != NULL) {
        fill_in(handover, content);
        fd = memfd_with(HANDOVER_NAME, handover, sizeof *handover + content->size);
    }
    free(handover);
    if (fd >= 0 && fcntl(fd, F_SETFD, 0) == 0) return fd;
    fail(problem, MEMORY_MISSING, errno, "Free some memory or descriptors.",
         "The filter cannot be handed over in a memory file: %s.", strerror(errno));
    return -1;
}

static void fill_in(struct handover *handover, const struct handover_content *content)
{
    handover->magic = HANDOVER_MAGIC;
    handover->size = (uint32_t)content->size;
    if (content->required) handover->flags |= HANDOVER_REQUIRED;
    if (content->limits != NULL) {
        handover->flags |= HANDOVER_LIMITED;
        handover->descriptors = content->limits->descriptors;
        handover->processes = content->limits->processes;
    }
    /* Read here, since a VMM may be where there is no /proc. */
    boot_id_read(handover->boot_id);
    copy_visibly(handover->filter_file, sizeof handover->filter_file, content->filter_file);
    memcpy(handover + 1, content->filter, content->size);
}

/* As the messages of this program have it (command/problem.c). `to` is full of zeros. */
static void copy_visibly(char *to, size_t size, const char *text)
{
    for (size_t i = 0; i + 1 < size && text[i] != '\0'; i++) {
        to[i] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
    }
}
