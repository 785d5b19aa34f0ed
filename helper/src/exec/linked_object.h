#ifndef EXEC_LINKED_OBJECT_H
#define EXEC_LINKED_OBJECT_H

#include "command/command_line.h"
#include "exec/filter_choice.h"

/**
 * The arguments with which a QEMU that knows the object sets the filter itself: its own, with the
 * object of the file beside the filter's (qemu_arguments_file.h) in front of them and linked to the
 * accelerator. Fails with FILTER_FILE_UNREADABLE and MEMORY_MISSING.
 *
 * @param program the file of the VMM
 * @param arguments out: from the program's name to NULL; NULL itself where the filter is to be set
 *   in another way, since there is no such file, this QEMU does not know the object, its command
 *   line has no place for the link, or it is to run even if the filter cannot be set
 */
bool linked_object_arguments(const struct command_line *line, const struct filter_choice *choice,
                             const char *program, char *const **arguments, struct problem *problem);

#endif
