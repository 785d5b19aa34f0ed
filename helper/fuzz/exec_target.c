#include "exec_target.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "exec/elf_program.h"
#include "exec/preload_value.h"
#include "must_hold.h"

static void parse_program(const uint8_t *bytes, size_t size);
static void take_preload_back(const uint8_t *bytes, size_t size);

void fuzz_exec(const uint8_t *bytes, size_t size)
{
    parse_program(bytes, size);
    take_preload_back(bytes, size);
}

static void parse_program(const uint8_t *bytes, size_t size)
{
    static int file = -1;
    char loader[PATH_MAX];

    if (file < 0) file = memfd_create("program", MFD_CLOEXEC);
    MUST_HOLD(file >= 0 && ftruncate(file, 0) == 0);
    MUST_HOLD(pwrite(file, bytes, size, 0) == (ssize_t)size);
    if (elf_program_kind(file, loader) != ELF_DYNAMIC) return;
    MUST_HOLD(strlen(loader) < sizeof loader);
}

/* What exec puts before a value comes off again, whatever the value is. */
static void take_preload_back(const uint8_t *bytes, size_t size)
{
    static const char before[] = "/proc/self/fd/7:";
    char *value = calloc(1, sizeof before + size);

    MUST_HOLD(value != NULL);
    memcpy(value, before, sizeof before - 1);
    if (size > 0) memcpy(value + sizeof before - 1, bytes, size);
    size_t length = strlen(value + sizeof before - 1);
    MUST_HOLD(preload_value_descriptor(value) == 7);
    MUST_HOLD(preload_value_take_back(value));
    MUST_HOLD(strlen(value) == length);
    MUST_HOLD(length == 0 || memcmp(value, bytes, length) == 0);
    while (preload_value_descriptor(value) >= 0) preload_value_take_back(value);
    descriptor_number(value);
    free(value);
}
