#include "command/command_line.h"

#include <stddef.h>
#include <string.h>

#include "command/option_value.h"
#include "command/usage.h"
#include "record/record_directory.h"
#include "version.h"

/** The arguments that are still to be read. */
struct arguments {
    int count;
    char *const *next;
};

struct option {
    const char *name;
    enum option_kind kind;
    /** The subcommands that have it, a bit for each. */
    unsigned subcommands;
    /** Of the member of struct command_line that it sets. */
    size_t offset;
};

enum {
    IN_CHECK = 1 << CHECK,
    IN_EXEC = 1 << EXEC,
    IN_APPLY = 1 << APPLY,
    IN_CHANGE = 1 << APPLY | 1 << CLEAR,
    /** The subcommands that are about running VMs. */
    IN_RUNNING = 1 << APPLY | 1 << CLEAR | 1 << STATUS,
    IN_FILTER = 1 << CHECK | 1 << APPLY | 1 << EXEC,
};

static const struct option options[] = {
    {"--stream", OPTION_FLAG, IN_CHECK, offsetof(struct command_line, stream)},
    {"--input", OPTION_INPUT_FORM, IN_FILTER, offsetof(struct command_line, form)},
    {"--pid", OPTION_PID, IN_RUNNING, offsetof(struct command_line, choice.pid)},
    {"--pidfile", OPTION_TEXT, IN_RUNNING, offsetof(struct command_line, choice.pidfile)},
    {"--uuid", OPTION_TEXT, IN_RUNNING, offsetof(struct command_line, choice.uuid)},
    {"--name", OPTION_TEXT, IN_RUNNING, offsetof(struct command_line, choice.name)},
    {"--unit", OPTION_UNIT, IN_RUNNING, offsetof(struct command_line, choice.unit)},
    {"--start-time", OPTION_START_TIME, IN_RUNNING,
     offsetof(struct command_line, choice.start_time)},
    {"--vm-fd", OPTION_DESCRIPTOR, IN_RUNNING, offsetof(struct command_line, choice.vm_fd)},
    {"--records", OPTION_TEXT, IN_RUNNING, offsetof(struct command_line, records)},
    {"--unchecked", OPTION_FLAG, IN_APPLY, offsetof(struct command_line, unchecked)},
    {"--unless-set", OPTION_FLAG, IN_APPLY, offsetof(struct command_line, unless_set)},
    {"--owner", OPTION_OWNER, IN_CHANGE, offsetof(struct command_line, owner)},
    {"--optional", OPTION_FLAG, IN_EXEC, offsetof(struct command_line, optional)},
    {"--filter", OPTION_TEXT, IN_EXEC, offsetof(struct command_line, filter)},
    {"--filters", OPTION_TEXT, IN_EXEC, offsetof(struct command_line, filters)},
    {"--library", OPTION_TEXT, IN_EXEC, offsetof(struct command_line, library)},
};

static bool read_arguments(struct arguments *arguments, struct command_line *line,
                           struct problem *problem);
static bool read_subcommand(const char *argument, struct command_line *line,
                            struct problem *problem);
static bool read_option(const char *argument, struct arguments *arguments,
                        struct command_line *line, struct problem *problem);
static const struct option *option_of(const char *argument, enum subcommand subcommand);
static const char *value_of(const char *argument, const struct option *option,
                            struct arguments *arguments);

bool read_command_line(int argc, char *const argv[], struct command_line *line,
                       struct problem *problem)
{
    struct arguments arguments = {argc - 1, argv + 1};

    memset(line, 0, sizeof *line);
    line->choice.vm_fd = -1;
    line->records = RECORD_DIRECTORY;
    if (!read_arguments(&arguments, line, problem)) return false;
    return line->help || line->version || usage_fits(line, problem);
}

static const char *const names[] = {
    [PROBE] = "probe", [CHECK] = "check",   [APPLY] = "apply",
    [CLEAR] = "clear", [STATUS] = "status", [EXEC] = "exec",
};

const char *subcommand_name(enum subcommand subcommand)
{
    return names[subcommand];
}

static const char *take(struct arguments *arguments)
{
    arguments->count--;
    return *arguments->next++;
}

static bool read_arguments(struct arguments *arguments, struct command_line *line,
                           struct problem *problem)
{
    while (arguments->count > 0 && !line->help && !line->version) {
        const char *argument = take(arguments);

        if (line->subcommand == EXEC && strcmp(argument, "--") == 0) {
            line->program = arguments->count > 0 ? arguments->next : NULL;
            return true;
        }
        bool read = argument[0] == '-' ? read_option(argument, arguments, line, problem)
                                       : read_subcommand(argument, line, problem);
        if (!read) return false;
    }
    return true;
}

static bool read_subcommand(const char *argument, struct command_line *line,
                            struct problem *problem)
{
    if (line->subcommand == EXEC) {
        return usage_wrong(EXEC, problem, "The program stands behind --, unlike this: %.100s.",
                           argument);
    }
    if (line->subcommand != NO_SUBCOMMAND) {
        return usage_wrong(line->subcommand, problem, "An argument is not expected here: %.100s.",
                           argument);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i] == NULL || strcmp(names[i], argument) != 0) continue;
        line->subcommand = (enum subcommand)i;
        return true;
    }
    return usage_wrong(NO_SUBCOMMAND, problem, "There is no such subcommand: %.100s.", argument);
}

static bool read_option(const char *argument, struct arguments *arguments,
                        struct command_line *line, struct problem *problem)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
        line->help = true;
        return true;
    }
    if (strcmp(argument, "--version") == 0) {
        line->version = true;
        return true;
    }
    const struct option *option = option_of(argument, line->subcommand);
    if (option == NULL) {
        return usage_wrong(line->subcommand, problem, "There is no such option here: %.100s.",
                           argument);
    }
    if (option->kind != OPTION_FLAG) {
        const struct option_value value = {option->name, option->kind,
                                           value_of(argument, option, arguments)};

        return option_value_read(&value, (char *)line + option->offset, line->subcommand, problem);
    }
    if (strchr(argument, '=') != NULL) {
        return usage_wrong(line->subcommand, problem, "%s takes no value.", option->name);
    }
    *(bool *)((char *)line + option->offset) = true;
    return true;
}

/** The option that an argument is, with a value behind = or without; NULL if there is none. */
static const struct option *option_of(const char *argument, enum subcommand subcommand)
{
    size_t length = strcspn(argument, "=");

    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const struct option *option = &options[i];

        if ((option->subcommands >> subcommand & 1) == 0) continue;
        if (strlen(option->name) != length) continue;
        if (memcmp(option->name, argument, length) == 0) return option;
    }
    return NULL;
}

/** What stands behind = or is the next argument, unless that ends the options; "" without one. */
static const char *value_of(const char *argument, const struct option *option,
                            struct arguments *arguments)
{
    size_t length = strlen(option->name);

    if (argument[length] == '=') return argument + length + 1;
    if (arguments->count == 0 || strcmp(*arguments->next, "--") == 0) return "";
    return take(arguments);
}
