#include "command/usage.h"

#include <stdarg.h>
#include <stdio.h>

#include "version.h"

static bool exec_fits(const struct command_line *line, struct problem *problem);

bool usage_fits(const struct command_line *line, struct problem *problem)
{
    const struct vm_choice *choice = &line->choice;
    int ways = ways_to_choose(choice);

    if (line->subcommand == NO_SUBCOMMAND) {
        return usage_wrong(NO_SUBCOMMAND, problem, "There is no subcommand.");
    }
    if (line->subcommand == EXEC) return exec_fits(line, problem);
    if (line->stream && line->form != INPUT_AUTO) {
        return usage_wrong(line->subcommand, problem, "A stream has one form: no --input.");
    }
    if (ways > 1) {
        return usage_wrong(line->subcommand, problem,
                           "Give one of --pid, --pidfile, --uuid, --name and --unit, not several.");
    }
    if (ways == 0 && (line->subcommand == APPLY || line->subcommand == CLEAR)) {
        return usage_wrong(line->subcommand, problem,
                           "Say which VM: --pid, --pidfile, --uuid, --name or --unit.");
    }
    if (ways == 0 && (choice->start_time != 0 || choice->vm_fd >= 0)) {
        return usage_wrong(line->subcommand, problem,
                           "--start-time and --vm-fd need a process: --pid or another.");
    }
    return true;
}

int ways_to_choose(const struct vm_choice *choice)
{
    return (choice->pid != 0) + (choice->pidfile != NULL) + (choice->uuid != NULL) +
           (choice->name != NULL) + (choice->unit != NULL);
}

static bool exec_fits(const struct command_line *line, struct problem *problem)
{
    if ((line->filter == NULL) == (line->filters == NULL)) {
        return usage_wrong(line->subcommand, problem,
                           "Give --filter FILE or --filters DIRECTORY, one of them.");
    }
    if (line->program == NULL) {
        return usage_wrong(line->subcommand, problem, "Give the VMM and its arguments behind --.");
    }
    return true;
}

bool usage_wrong(enum subcommand subcommand, struct problem *problem, const char *format, ...)
{
    const char *name = subcommand_name(subcommand);
    char message[sizeof problem->message];
    char hint[64];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    snprintf(hint, sizeof hint, "See " HELPER_NAME "%s%s --help.", name == NULL ? "" : " ",
             name == NULL ? "" : name);
    return fail(problem, USAGE_INVALID, 0, hint, "%s", message);
}
