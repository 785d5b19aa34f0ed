#include "injection/mapping_line.h"

#include <string.h>

/** What is still to be read of a line. */
struct rest {
    const char *at;
    const char *end;
};

static bool take_hexadecimal(struct rest *rest, uint64_t *number);
static bool take(struct rest *rest, char wanted);
static void skip_word(struct rest *rest);
static bool has(const struct rest *rest, const char *text);

bool mapping_line_parse(const char *line, size_t length, struct mapping *mapping)
{
    struct rest rest = {line, line + length};

    if (!take_hexadecimal(&rest, &mapping->start) || !take(&rest, '-')) return false;
    if (!take_hexadecimal(&rest, &mapping->end) || !take(&rest, ' ')) return false;
    if (mapping->end <= mapping->start || rest.end - rest.at < 5 || rest.at[4] != ' ') return false;
    mapping->readable = rest.at[0] == 'r';
    mapping->writable = rest.at[1] == 'w';
    mapping->executable = rest.at[2] == 'x';
    mapping->private = rest.at[3] == 'p';
    for (int word = 0; word < 3; word++) skip_word(&rest);
    while (take(&rest, ' ')) continue;
    mapping->file = !take(&rest, '0');
    if (mapping->file) skip_word(&rest);
    while (take(&rest, ' ')) continue;
    mapping->main_stack = rest.end - rest.at == 7 && memcmp(rest.at, "[stack]", 7) == 0;
    mapping->libc = mapping->file && (has(&rest, "/libc") || has(&rest, "/ld-musl"));
    return true;
}

static bool take_hexadecimal(struct rest *rest, uint64_t *number)
{
    const char *begin = rest->at;

    for (*number = 0; rest->at < rest->end && rest->at - begin < 16; rest->at++) {
        char digit = *rest->at;
        if (digit >= '0' && digit <= '9') {
            *number = *number << 4 | (uint64_t)(digit - '0');
        } else if (digit >= 'a' && digit <= 'f') {
            *number = *number << 4 | (uint64_t)(digit - 'a' + 10);
        } else {
            break;
        }
    }
    return rest->at > begin;
}

static bool take(struct rest *rest, char wanted)
{
    if (rest->at == rest->end || *rest->at != wanted) return false;
    rest->at++;
    return true;
}

/* Up to the space behind the next word. */
static void skip_word(struct rest *rest)
{
    while (take(rest, ' ')) continue;
    while (rest->at < rest->end && *rest->at != ' ') rest->at++;
}

static bool has(const struct rest *rest, const char *text)
{
    return rest->end > rest->at &&
           memmem(rest->at, (size_t)(rest->end - rest->at), text, strlen(text)) != NULL;
}
