#include "exec/qemu_link.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "process/qemu_argument.h"
#include "process/qemu_object.h"
#include "process/qemu_part.h"

/** Room for a value that is told from another. */
enum { WORD_SIZE = 32 };

static int place(const char *const arguments[], bool unknown_have_values);
static bool forbids_link(const char *option, const char *value);
static bool is_kvm(const char *option, const char *value);

int qemu_link_place(const char *const arguments[])
{
    int found = place(arguments, false);

    return found == place(arguments, true) ? found : -1;
}

static int place(const char *const arguments[], bool unknown_have_values)
{
    struct qemu_arguments reading = {.unknown_have_values = unknown_have_values};
    const char *option;
    int found = -1;

    for (int i = 0; arguments[i] != NULL; i++) {
        enum qemu_argument is = qemu_argument_take(&reading, arguments[i], &option);
        if (is == QEMU_ARGUMENT_OPTION && strcmp(option, "enable-kvm") == 0) return -1;
        if (is != QEMU_ARGUMENT_VALUE) continue;
        if (forbids_link(option, arguments[i])) return -1;
        if (!is_kvm(option, arguments[i])) continue;
        if (found >= 0) return -1;
        found = i;
    }
    return found;
}

static bool forbids_link(const char *option, const char *value)
{
    if (strcmp(option, "readconfig") == 0) return true;
    if (strcmp(option, "object") == 0) return qemu_object_is_filter(value);
    if (strcmp(option, "machine") == 0 || strcmp(option, "M") == 0) {
        return qemu_part_names(value, "accel");
    }
    return strcmp(option, "accel") == 0 && qemu_part_names(value, "pmu-filter");
}

static bool is_kvm(const char *option, const char *value)
{
    char word[WORD_SIZE];

    return strcmp(option, "accel") == 0 &&
           qemu_part_text(value, "accel", true, word, sizeof word) && strcmp(word, "kvm") == 0;
}
