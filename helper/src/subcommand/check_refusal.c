#include "subcommand/check_refusal.h"

#include "command/errno_name.h"
#include "command/report.h"

void write_refusal(struct json *json, int error, const char *hint, const char *of_what)
{
    struct problem refusal;

    fail(&refusal, FILTER_REFUSED, error, hint, "The kernel refuses %s with %s.", of_what,
         errno_name(error));
    tell_problem(&refusal);
    report_error(json, &refusal);
}
