#include "command/report.h"

#include <string.h>
#include <unistd.h>

#include "command/errno_name.h"
#include "version.h"

void report_open(struct json *json, enum subcommand subcommand, bool ok)
{
    json_start(json, STDOUT_FILENO);
    json_open_object(json, NULL);
    json_string(json, "command", subcommand_name(subcommand));
    json_string(json, "version", HELPER_VERSION);
    json_boolean(json, "ok", ok);
}

void report_error(struct json *json, const struct problem *problem)
{
    json_open_object(json, "error");
    json_string(json, "code", problem_name(problem->code));
    json_string(json, "errno", problem->error == 0 ? NULL : errno_name(problem->error));
    json_string(json, "message", problem->message);
    json_string(json, "hint", problem->hint);
    json_close_object(json);
}

bool report_close(struct json *json, struct problem *problem)
{
    json_close_object(json);
    if (json_end_line(json)) return true;
    return fail(problem, OUTPUT_FAILED, json->error, "Give it a stdout that can be written to.",
                "The result cannot be written to stdout: %s.", strerror(json->error));
}

enum exit_code report_problem(enum subcommand subcommand, const struct problem *problem)
{
    struct json json;
    struct problem unwritten;

    tell_problem(problem);
    report_open(&json, subcommand, false);
    report_error(&json, problem);
    if (!report_close(&json, &unwritten) && problem->code != OUTPUT_FAILED) {
        tell_problem(&unwritten);
    }
    return problem_exit_code(problem->code);
}
