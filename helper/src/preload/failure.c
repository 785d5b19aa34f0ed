#include "preload/failure.h"

#include <stddef.h>
#include <unistd.h>

#include "command/errno_name.h"
#include "preload/handover.h"
#include "preload/inherited.h"
#include "preload/raw_syscall.h"
#include "version.h"

struct text {
    size_t size;
    char bytes[640];
};

static void go_without_filter(struct text *line, const char *code, int error,
                              enum exit_code exit_code);
static void begin(struct text *line, bool warning);
static void write_line(struct text *line, const char *code, int error);
static void append(struct text *line, const char *text);

void report_failure(const char *sentence, const char *code, int error, enum exit_code exit_code)
{
    struct text line;

    begin(&line, !inherited.required);
    append(&line, sentence);
    go_without_filter(&line, code, error, exit_code);
}

void report_refusal(int error, const char *hint)
{
    struct text line;

    begin(&line, !inherited.required);
    append(&line, "The kernel refuses the filter of ");
    append(&line, inherited.filter_file);
    append(&line, ". ");
    append(&line, hint);
    go_without_filter(&line, "FILTER_REFUSED", error, EXIT_REFUSED);
}

void report_warning(const char *sentence, const char *code, int error)
{
    struct text line;

    begin(&line, true);
    append(&line, sentence);
    write_line(&line, code, error);
}

static void go_without_filter(struct text *line, const char *code, int error,
                              enum exit_code exit_code)
{
    if (!inherited.required) append(line, " " RUNS_WITHOUT_FILTER);
    write_line(line, code, error);
    if (inherited.required) raw_syscall(SYS_exit_group, exit_code, 0, 0, 0, 0, 0);
}

static void begin(struct text *line, bool warning)
{
    line->size = 0;
    append(line, HELPER_NAME ": ");
    if (warning) append(line, "warning: ");
}

/* In one write, so that lines of several threads do not mix. */
static void write_line(struct text *line, const char *code, int error)
{
    append(line, " [");
    append(line, code);
    if (error != 0) append(line, ", ");
    if (error != 0) append(line, errno_name(error));
    append(line, "]\n");
    raw_syscall(SYS_write, STDERR_FILENO, (long)line->bytes, (long)line->size, 0, 0, 0);
}

static void append(struct text *line, const char *text)
{
    while (*text != '\0' && line->size < sizeof line->bytes) line->bytes[line->size++] = *text++;
}
