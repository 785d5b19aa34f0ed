#include "process/process_machine.h"

#include <elf.h>
#include <errno.h>
#include <string.h>

#include "process/proc_file.h"
#include "process/process_denied.h"

bool process_machine_fits(pid_t pid, struct problem *problem)
{
    uint8_t header[sizeof(Elf64_Ehdr)];
    size_t size;

    if (!proc_read(pid, "exe", header, sizeof header, &size)) {
        if (errno == EACCES || errno == EPERM) return process_denied(pid, errno, problem);
        return fail(problem, PROCESS_MISSING, errno, "It ended just now, or is not a program.",
                    "The program of process %d cannot be read: %s.", pid, strerror(errno));
    }
    if (elf_is_native(header, size)) return true;
    return fail(problem, PROCESS_FOREIGN, 0,
                "Run the helper that was built for the architecture of the VMM.",
                "Process %d is of another architecture than this program.", pid);
}

bool elf_is_native(const uint8_t *header, size_t size)
{
#if defined(__x86_64__)
    const uint16_t machine = EM_X86_64;
#else
    const uint16_t machine = EM_AARCH64;
#endif
    uint16_t found;

    if (size < EI_NIDENT + 4 || memcmp(header, ELFMAG, SELFMAG) != 0) return false;
    memcpy(&found, header + EI_NIDENT + 2, sizeof found);
    return header[EI_CLASS] == ELFCLASS64 && header[EI_DATA] == ELFDATA2LSB && found == machine;
}
