#ifndef VMM_COMMAND_LINE_H
#define VMM_COMMAND_LINE_H

#include <stdbool.h>
#include <sys/types.h>

#include "process/process_arguments.h"
#include "process/uuid.h"

/**
 * What a VMM's command line calls its VM, in QEMU's way (qemu(1)): `-uuid UUID` and `-name
 * [guest=]NAME[,...]`, each with one dash or two. Of several the last counts. What is the value of
 * another option (`-append -uuid`) is none of these.
 */
struct vmm_command_line {
    /** Normalized; "" without one. */
    char uuid[UUID_SIZE];
    /** "" without one, or if it is too long. */
    char name[1024];
    /** Whether one of the two options is there, whatever its value. */
    bool identified;
    /** Whether a UUID is there that is none; `uuid` is then a valid one before or behind it. */
    bool uuid_invalid;
    /**
     * Only of vmm_command_line_read(): it would read otherwise if options that this program does
     * not know had values.
     */
    bool ambiguous;
};

/** Reads the arguments behind the program's own name, up to NULL. */
void vmm_command_line_read(const char *const arguments[], struct vmm_command_line *line);

/** Reads it from a process, see process_arguments_read(). False with errno. */
bool vmm_command_line_of(pid_t pid, struct vmm_command_line *line);

/** Reads it. An option that is not known has a value if that does not look like an option. */
void vmm_command_line_parse(struct process_arguments texts, struct vmm_command_line *line);

#endif
