#include "record/record.h"

#include <limits.h>
#include <string.h>

#include "command/decimal.h"
#include "input/hex.h"
#include "record/record_owner.h"
#include "record/record_words.h"

/** The lines that are still to be read, up to a zero. */
struct lines {
    char *next;
};

static bool take_words(struct lines *lines, struct record *record);
static bool take_identity(struct lines *lines, struct record *record);
static bool take_word(struct lines *lines, const char *key, const char *const words[2],
                      unsigned *index);
static bool take_number(struct lines *lines, const char *key, uint64_t max, uint64_t *number);
static bool take_owner(struct lines *lines, char owner[RECORD_OWNER_SIZE]);
static bool take_filter(struct lines *lines, const char *key, struct record_filter *filter);
static char *take_value(struct lines *lines, const char *key);
static char *take_line(struct lines *lines);

bool record_parse(char *text, size_t size, struct record *record)
{
    struct lines lines = {text};

    if (size == 0 || text[size - 1] != '\n' || memchr(text, '\0', size) != NULL) return false;
    text[size - 1] = '\0';
    memset(record, 0, sizeof *record);
    const char *first = take_line(&lines);
    if (first == NULL || strcmp(first, RECORD_FIRST_LINE) != 0) return false;
    if (!take_words(&lines, record) || !take_identity(&lines, record)) return false;
    if (!take_owner(&lines, record->owner)) return false;
    if (!take_filter(&lines, "filter ", &record->filter) || record->filter.size == 0) return false;
    if (!take_filter(&lines, "before ", &record->before)) return false;
    const char *last = take_line(&lines);
    return last != NULL && strcmp(last, RECORD_LAST_LINE) == 0 && lines.next == NULL;
}

static bool take_words(struct lines *lines, struct record *record)
{
    unsigned state;
    unsigned writer;
    unsigned form;

    if (!take_word(lines, "state ", record_state_words, &state)) return false;
    if (!take_word(lines, "by ", record_writer_words, &writer)) return false;
    if (!take_word(lines, "form ", record_form_words, &form)) return false;
    record->state = (enum record_state)state;
    record->by = (enum record_writer)writer;
    record->form = (enum record_form)form;
    return true;
}

static bool take_identity(struct lines *lines, struct record *record)
{
    const char *boot_id = take_value(lines, "boot ");
    uint64_t pid;
    uint64_t vm_fd;
    uint64_t time;
    uint64_t uptime;

    if (boot_id == NULL || !uuid_normalize(boot_id, record->boot_id)) return false;
    if (strcmp(boot_id, record->boot_id) != 0) return false;
    if (!take_number(lines, "pid ", INT_MAX, &pid)) return false;
    if (!take_number(lines, "start ", UINT64_MAX, &record->start_time)) return false;
    if (!take_number(lines, "vm-fd ", INT_MAX, &vm_fd)) return false;
    if (!take_number(lines, "time ", INT64_MAX, &time)) return false;
    if (!take_number(lines, "uptime ", INT64_MAX, &uptime)) return false;
    record->pid = (pid_t)pid;
    record->vm_fd = (int)vm_fd;
    record->time = (int64_t)time;
    record->uptime = (int64_t)uptime;
    return pid != 0;
}

static bool take_word(struct lines *lines, const char *key, const char *const words[2],
                      unsigned *index)
{
    const char *word = take_value(lines, key);

    if (word == NULL) return false;
    *index = strcmp(word, words[1]) == 0 ? 1 : 0;
    return strcmp(word, words[*index]) == 0;
}

/* Without leading zeros, so that a record has one text. */
static bool take_number(struct lines *lines, const char *key, uint64_t max, uint64_t *number)
{
    const char *digits = take_value(lines, key);

    if (digits == NULL || (digits[0] == '0' && digits[1] != '\0')) return false;
    return read_decimal(digits, max, number);
}

static bool take_owner(struct lines *lines, char owner[RECORD_OWNER_SIZE])
{
    size_t length = strlen(RECORD_OWNER);

    if (lines->next == NULL || strncmp(lines->next, RECORD_OWNER, length) != 0) return true;
    const char *name = take_value(lines, RECORD_OWNER);
    if (name == NULL || !record_owner_valid(name)) return false;
    memcpy(owner, name, strlen(name) + 1);
    return true;
}

static bool take_filter(struct lines *lines, const char *key, struct record_filter *filter)
{
    char *digits = take_value(lines, key);
    size_t at;

    if (digits == NULL) return false;
    if (strcmp(digits, RECORD_UNKNOWN) == 0) return true;
    size_t size = strlen(digits);
    if (size == 0 || strspn(digits, "0123456789abcdef") != size) return false;
    if (!decode_hex((uint8_t *)digits, &size, &at)) return false;
    *filter = (struct record_filter){(uint8_t *)digits, size};
    return size <= MAX_RECORD_FILTER;
}

/** The rest of the next line, if it begins with a key, else NULL. */
static char *take_value(struct lines *lines, const char *key)
{
    char *line = take_line(lines);

    return line != NULL && strncmp(line, key, strlen(key)) == 0 ? line + strlen(key) : NULL;
}

static char *take_line(struct lines *lines)
{
    char *line = lines->next;

    if (line == NULL) return NULL;
    lines->next = strchr(line, '\n');
    if (lines->next != NULL) *lines->next++ = '\0';
    return line;
}
