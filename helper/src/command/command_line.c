#include "command/command_line.h"

#include <stddef.h>
#include <string.h>

#include "version.h"

/** The arguments that are still to be read. */
struct arguments {
    int count;
    char *const *next;
};

static bool read_subcommand(struct arguments *arguments, struct command_line *line,
                            struct problem *problem);
static bool read_option(struct arguments *arguments, struct command_line *line,
                        struct problem *problem);
static bool read_form(const char *value, struct command_line *line, struct problem *problem);
static const char *value_of(struct arguments *arguments, const char *option, const char *name);
static bool wrong(struct problem *problem, const char *what, const char *argument);

static const char see_help[] = "See " HELPER_NAME " --help.";

bool read_command_line(int argc, char *const argv[], struct command_line *line,
                       struct problem *problem)
{
    struct arguments arguments = {argc - 1, argv + 1};

    memset(line, 0, sizeof *line);
    if (argc < 2) {
        return fail(problem, USAGE_INVALID, 0, see_help, "There is no subcommand.");
    }
    while (arguments.count > 0 && !line->help && !line->version) {
        const char *argument = *arguments.next;
        bool read = argument[0] == '-' ? read_option(&arguments, line, problem)
                                       : read_subcommand(&arguments, line, problem);
        if (!read) return false;
    }
    if (line->subcommand == NO_SUBCOMMAND && !line->help && !line->version) {
        return fail(problem, USAGE_INVALID, 0, see_help, "There is no subcommand.");
    }
    if (line->stream && line->form != INPUT_AUTO && !line->help && !line->version) {
        return fail(problem, USAGE_INVALID, 0, see_help, "A stream has one form: no --input.");
    }
    return true;
}

static const char *const names[] = {[PROBE] = "probe", [CHECK] = "check"};

const char *subcommand_name(enum subcommand subcommand)
{
    return names[subcommand];
}

static const char *take(struct arguments *arguments)
{
    arguments->count--;
    return *arguments->next++;
}

static bool read_subcommand(struct arguments *arguments, struct command_line *line,
                            struct problem *problem)
{
    const char *argument = take(arguments);

    if (line->subcommand != NO_SUBCOMMAND) {
        return wrong(problem, "An argument is not expected here", argument);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i] == NULL || strcmp(names[i], argument) != 0) continue;
        line->subcommand = (enum subcommand)i;
        return true;
    }
    return wrong(problem, "There is no such subcommand", argument);
}

static bool read_option(struct arguments *arguments, struct command_line *line,
                        struct problem *problem)
{
    const char *argument = take(arguments);
    const char *value;

    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
        line->help = true;
        return true;
    }
    if (strcmp(argument, "--version") == 0) {
        line->version = true;
        return true;
    }
    if (line->subcommand == CHECK && strcmp(argument, "--stream") == 0) {
        line->stream = true;
        return true;
    }
    if (line->subcommand == CHECK) {
        value = value_of(arguments, argument, "--input");
        if (value != NULL) return read_form(value, line, problem);
    }
    return wrong(problem, "There is no such option here, or it lacks its value", argument);
}

/** The value of the option `name` if `option` is that one and has a value, else NULL. */
static const char *value_of(struct arguments *arguments, const char *option, const char *name)
{
    size_t length = strlen(name);

    if (strncmp(option, name, length) != 0) return NULL;
    if (option[length] == '=') return option + length + 1;
    if (option[length] != '\0' || arguments->count == 0) return NULL;
    return take(arguments);
}

static bool read_form(const char *value, struct command_line *line, struct problem *problem)
{
    static const char *const forms[] = {
        [INPUT_AUTO] = "auto", [INPUT_BINARY] = "binary", [INPUT_HEX] = "hex"};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(forms[i], value) != 0) continue;
        line->form = (enum input_form)i;
        return true;
    }
    return wrong(problem, "The forms of --input are auto, binary and hex", value);
}

static bool wrong(struct problem *problem, const char *what, const char *argument)
{
    return fail(problem, USAGE_INVALID, 0, see_help, "%s: %.100s.", what, argument);
}
