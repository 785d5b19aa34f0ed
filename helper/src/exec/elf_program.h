#ifndef EXEC_ELF_PROGRAM_H
#define EXEC_ELF_PROGRAM_H

#include <limits.h>

/** What kind of file this is to the program loader (execve(2), elf(5)). */
enum elf_kind {
    /** Not ELF, or an ELF file that is not a program, or is damaged. */
    ELF_NONE,
    /** A program of another machine or word size than this one. */
    ELF_FOREIGN,
    /** A program that no dynamic loader runs. */
    ELF_STATIC,
    ELF_DYNAMIC,
};

/**
 * Looks at a file that is open for reading.
 *
 * @param loader out, of ELF_DYNAMIC: the path of the dynamic loader that the program names
 */
enum elf_kind elf_program_kind(int fd, char loader[PATH_MAX]);

#endif
