#include <errno.h>
#include <string.h>

#include "command/command_line.h"
#include "command/help.h"
#include "command/process_start.h"
#include "command/report.h"
#include "subcommand/apply.h"
#include "subcommand/check.h"
#include "subcommand/exec.h"
#include "subcommand/probe.h"
#include "subcommand/status.h"

static bool run(const struct command_line *line, enum exit_code *exit_code,
                struct problem *problem);
static bool printed(bool written, struct problem *problem);

int main(int argc, char *argv[])
{
    struct command_line line = {.subcommand = NO_SUBCOMMAND};
    struct problem problem;
    enum exit_code exit_code = EXIT_DONE;

    if (process_start(&problem) && read_command_line(argc, argv, &line, &problem) &&
        run(&line, &exit_code, &problem)) {
        return (int)exit_code;
    }
    return (int)report_problem(line.subcommand, &problem);
}

static bool run(const struct command_line *line, enum exit_code *exit_code, struct problem *problem)
{
    if (line->version) return printed(print_version(), problem);
    if (line->help) return printed(print_help(line->subcommand), problem);
    switch (line->subcommand) {
    case CHECK:
        return check(line, exit_code, problem);
    case APPLY:
    case CLEAR:
        return apply(line, exit_code, problem);
    case STATUS:
        return status(line, problem);
    case EXEC:
        return exec_vmm(line, problem);
    case PROBE:
    case NO_SUBCOMMAND:
        break;
    }
    return probe(problem);
}

static bool printed(bool written, struct problem *problem)
{
    if (written) return true;
    return fail(problem, OUTPUT_FAILED, errno, "Give it a stdout that can be written to.",
                "The text cannot be written to stdout: %s.", strerror(errno));
}
