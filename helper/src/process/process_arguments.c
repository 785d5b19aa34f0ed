#include "process/process_arguments.h"

#include <stdint.h>
#include <string.h>

#include "process/proc_file.h"

bool process_arguments_read(pid_t pid, struct process_arguments *arguments)
{
    static char bytes[2 << 20];
    size_t size;

    if (!proc_read(pid, "cmdline", (uint8_t *)bytes, sizeof bytes, &size)) return false;
    *arguments = (struct process_arguments){bytes, bytes + size, size == sizeof bytes};
    return true;
}

const char *process_arguments_take(struct process_arguments *arguments)
{
    const char *text = arguments->next;
    size_t size = (size_t)(arguments->end - text);
    const char *zero = size == 0 ? NULL : memchr(text, '\0', size);

    if (zero == NULL) return NULL;
    arguments->next = zero + 1;
    return text;
}
