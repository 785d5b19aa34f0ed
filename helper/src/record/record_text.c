#include "record/record.h"

#include <inttypes.h>
#include <stdio.h>

#include "input/hex.h"
#include "record/record_words.h"

/** Where text is appended. */
struct sink {
    char *text;
    size_t size;
    size_t used;
};

static bool put_owner(struct sink *sink, const char *owner);
static bool put_filter(struct sink *sink, const char *key, const struct record_filter *filter);
static bool put(struct sink *sink, const char *text);

size_t record_text(const struct record *record, char *text, size_t size)
{
    struct sink sink = {text, size, 0};
    char head[320];

    snprintf(head, sizeof head,
             RECORD_FIRST_LINE "\n"
                               "state %s\nby %s\nform %s\nboot %s\n"
                               "pid %d\nstart %" PRIu64 "\nvm-fd %d\n"
                               "time %" PRId64 "\nuptime %" PRId64 "\n",
             record_state_words[record->state], record_writer_words[record->by],
             record_form_words[record->form], record->boot_id, record->pid, record->start_time,
             record->vm_fd, record->time, record->uptime);
    bool fits = put(&sink, head) && put_owner(&sink, record->owner) &&
                put_filter(&sink, "filter ", &record->filter) &&
                put_filter(&sink, "before ", &record->before) && put(&sink, RECORD_LAST_LINE "\n");
    return fits ? sink.used : 0;
}

static bool put_owner(struct sink *sink, const char *owner)
{
    return owner[0] == '\0' || (put(sink, RECORD_OWNER) && put(sink, owner) && put(sink, "\n"));
}

static bool put_filter(struct sink *sink, const char *key, const struct record_filter *filter)
{
    if (!put(sink, key)) return false;
    if (filter->size == 0) return put(sink, RECORD_UNKNOWN "\n");
    if (filter->size >= (sink->size - sink->used) / 2) return false;
    encode_hex(filter->bytes, filter->size, sink->text + sink->used);
    sink->used += 2 * filter->size;
    return put(sink, "\n");
}

/* With the zero behind it, which the next text overwrites. */
static bool put(struct sink *sink, const char *text)
{
    for (; *text != '\0'; text++) {
        if (sink->used + 1 >= sink->size) return false;
        sink->text[sink->used++] = *text;
    }
    sink->text[sink->used] = '\0';
    return true;
}
