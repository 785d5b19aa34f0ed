#include "qemu_target.h"

#include <string.h>

#include "exec/object_support.h"
#include "exec/qemu_arguments_file.h"
#include "exec/qemu_link.h"
#include "input/json_member.h"
#include "must_hold.h"
#include "process/qemu_object.h"
#include "process/qemu_part.h"

static void parse_value(const char *text);
static void parse_arguments(const char *text, size_t size);
static void parse_file(const char *text);

void fuzz_qemu(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);

    MUST_HOLD(text != NULL);
    if (size > 0) memcpy(text, bytes, size);
    text[size] = '\0';
    parse_value(text);
    parse_arguments(text, size);
    parse_file(text);
    if (object_is_listed(text)) MUST_HOLD(strstr(text, QEMU_FILTER_TYPE) != NULL);
    free(text);
}

static void parse_value(const char *text)
{
    char word[8];
    char member[8];

    if (json_member_text(text, "id", member, sizeof member)) {
        MUST_HOLD(strlen(member) < sizeof member && strstr(text, member) != NULL);
    }
    if (qemu_part_text(text, "id", true, word, sizeof word)) {
        MUST_HOLD(strlen(word) < sizeof word);
        MUST_HOLD(qemu_part_names(text, "id") || strchr(word, '=') == NULL);
    }
    if (qemu_object_is_filter(text)) MUST_HOLD(strstr(text, QEMU_FILTER_TYPE) != NULL);
}

/* Arguments are what stands between zero bytes. */
static void parse_arguments(const char *text, size_t size)
{
    const char *arguments[10];
    int count = 0;

    for (size_t at = 0; at < size && count < 9; at += strlen(text + at) + 1) {
        arguments[count++] = text + at;
    }
    arguments[count] = NULL;
    int place = qemu_link_place(arguments);
    MUST_HOLD(place < count && place >= -1);
    if (place >= 0) MUST_HOLD(strstr(arguments[place], "kvm") != NULL);
}

static void parse_file(const char *text)
{
    struct qemu_filter_arguments arguments;
    char *copy = strdup(text);

    MUST_HOLD(copy != NULL);
    if (qemu_arguments_file_parse(copy, &arguments)) {
        MUST_HOLD(arguments.object[0] == '{' && arguments.id[0] != '\0');
        MUST_HOLD(strchr(arguments.object, '\n') == NULL && strchr(arguments.id, ',') == NULL);
    }
    free(copy);
}
