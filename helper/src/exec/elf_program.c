#include "exec/elf_program.h"

#include <elf.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "process/process_machine.h"

static bool is_program(const Elf64_Ehdr *header);
static bool read_at(int fd, void *bytes, size_t size, uint64_t offset);
static enum elf_kind read_loader(int fd, const Elf64_Phdr *segment, char loader[PATH_MAX]);

enum elf_kind elf_program_kind(int fd, char loader[PATH_MAX])
{
    Elf64_Ehdr header;
    Elf64_Phdr segment;

    if (!read_at(fd, &header, sizeof header, 0)) return ELF_NONE;
    if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return ELF_NONE;
    if (!elf_is_native((const uint8_t *)&header, sizeof header)) return ELF_FOREIGN;
    if (!is_program(&header)) return ELF_NONE;
    for (uint64_t i = 0; i < header.e_phnum; i++) {
        if (!read_at(fd, &segment, sizeof segment, header.e_phoff + i * sizeof segment)) {
            return ELF_NONE;
        }
        if (segment.p_type == PT_INTERP) return read_loader(fd, &segment, loader);
    }
    return ELF_STATIC;
}

static bool is_program(const Elf64_Ehdr *header)
{
    return (header->e_type == ET_EXEC || header->e_type == ET_DYN) &&
           header->e_phentsize == sizeof(Elf64_Phdr) && header->e_phnum > 0;
}

static bool read_at(int fd, void *bytes, size_t size, uint64_t offset)
{
    if (offset > INT64_MAX) return false;
    return pread(fd, bytes, size, (off_t)offset) == (ssize_t)size;
}

/* As the kernel wants it: ended by a zero byte, and no longer than a path (fs/binfmt_elf.c). */
static enum elf_kind read_loader(int fd, const Elf64_Phdr *segment, char loader[PATH_MAX])
{
    uint64_t size = segment->p_filesz;

    if (size < 2 || size > PATH_MAX) return ELF_NONE;
    if (!read_at(fd, loader, (size_t)size, segment->p_offset)) return ELF_NONE;
    return loader[size - 1] == '\0' ? ELF_DYNAMIC : ELF_NONE;
}
