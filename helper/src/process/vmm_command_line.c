#include "process/vmm_command_line.h"

#include <string.h>

#include "process/proc_file.h"
#include "process/qemu_option.h"

/** What the next argument is. */
enum expected { AN_OPTION, A_VALUE, A_UUID, A_NAME };

/** A command line, as far as it was read. */
struct reading {
    struct vmm_command_line *line;
    enum expected expected;
    /** Whether options that are not known have a value, even one that looks like an option. */
    bool unknown_have_values;
};

static void read_arguments(const char *const arguments[], bool unknown_have_values,
                           struct vmm_command_line *line);
static bool same(const struct vmm_command_line *a, const struct vmm_command_line *b);
static void take_argument(const char *argument, struct reading *reading);
static enum expected behind_option(const char *option, bool unknown_have_values);
static void read_uuid(const char *value, struct vmm_command_line *line);
static void read_name(const char *value, char *name, size_t size);
static const char *copy_part(const char *part, char *text, size_t size);

void vmm_command_line_read(const char *const arguments[], struct vmm_command_line *line)
{
    struct vmm_command_line other;

    read_arguments(arguments, false, line);
    read_arguments(arguments, true, &other);
    line->ambiguous = !same(line, &other);
}

bool vmm_command_line_of(pid_t pid, struct vmm_command_line *line)
{
    static char bytes[2 << 20];
    size_t size;

    if (!proc_read(pid, "cmdline", (uint8_t *)bytes, sizeof bytes - 1, &size)) return false;
    vmm_command_line_parse(bytes, size, line);
    return true;
}

void vmm_command_line_parse(const char *bytes, size_t size, struct vmm_command_line *line)
{
    struct reading reading = {.line = line};
    const char *end = bytes + size;
    const char *zero = size == 0 ? NULL : memchr(bytes, '\0', size);

    memset(line, 0, sizeof *line);
    /* What has no zero behind it is cut off. */
    while (zero != NULL) {
        bytes = zero + 1;
        zero = bytes == end ? NULL : memchr(bytes, '\0', (size_t)(end - bytes));
        if (zero != NULL) take_argument(bytes, &reading);
    }
}

static void read_arguments(const char *const arguments[], bool unknown_have_values,
                           struct vmm_command_line *line)
{
    struct reading reading = {.line = line, .unknown_have_values = unknown_have_values};

    memset(line, 0, sizeof *line);
    for (; *arguments != NULL; arguments++) take_argument(*arguments, &reading);
}

static bool same(const struct vmm_command_line *a, const struct vmm_command_line *b)
{
    return strcmp(a->uuid, b->uuid) == 0 && strcmp(a->name, b->name) == 0 &&
           a->identified == b->identified && a->uuid_invalid == b->uuid_invalid;
}

static void take_argument(const char *argument, struct reading *reading)
{
    struct vmm_command_line *line = reading->line;
    enum expected is = reading->expected;

    reading->expected = AN_OPTION;
    if (is == A_UUID) read_uuid(argument, line);
    if (is == A_NAME) read_name(argument, line->name, sizeof line->name);
    if (is == A_UUID || is == A_NAME) line->identified = true;
    if (is != AN_OPTION || argument[0] != '-') return;
    const char *option = argument + (argument[1] == '-' ? 2 : 1);
    reading->expected = behind_option(option, reading->unknown_have_values);
}

static enum expected behind_option(const char *option, bool unknown_have_values)
{
    if (strcmp(option, "uuid") == 0) return A_UUID;
    if (strcmp(option, "name") == 0) return A_NAME;
    switch (qemu_option_kind(option)) {
    case QEMU_ALONE:
        return AN_OPTION;
    case QEMU_WITH_VALUE:
        return A_VALUE;
    case QEMU_UNKNOWN:
        break;
    }
    return unknown_have_values ? A_VALUE : AN_OPTION;
}

static void read_uuid(const char *value, struct vmm_command_line *line)
{
    char uuid[UUID_SIZE];

    if (uuid_normalize(value, uuid)) {
        memcpy(line->uuid, uuid, sizeof uuid);
    } else {
        line->uuid_invalid = true;
    }
}

/* Parts are parted by commas, and a comma in one is doubled. The first needs no `guest=`. */
static void read_name(const char *value, char *name, size_t size)
{
    static const char key[] = "guest=";
    char part[1024 + sizeof key];
    const char *next = value;

    for (bool first = true; next != NULL; first = false) {
        next = copy_part(next, part, sizeof part);
        const char *guest = NULL;
        if (strncmp(part, key, sizeof key - 1) == 0) {
            guest = part + sizeof key - 1;
        } else if (first && strchr(part, '=') == NULL) {
            guest = part;
        }
        if (guest == NULL) continue;
        bool fits = strlen(guest) < size;
        memcpy(name, fits ? guest : "", fits ? strlen(guest) + 1 : 1);
    }
}

/** Copies a part, as far as there is room. Returns where the next one begins, or NULL. */
static const char *copy_part(const char *part, char *text, size_t size)
{
    size_t length = 0;

    for (; *part != '\0'; part++) {
        if (*part == ',' && *++part != ',') break;
        if (length < size - 1) text[length++] = *part;
    }
    text[length] = '\0';
    return *part != '\0' ? part : NULL;
}
