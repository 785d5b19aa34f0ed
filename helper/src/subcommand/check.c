#include "subcommand/check.h"

#include "kvm/host_form.h"
#include "subcommand/check_arm64.h"
#include "subcommand/check_x86.h"

bool check(const struct command_line *line, enum exit_code *exit_code, struct problem *problem)
{
    *exit_code = EXIT_DONE;
    return HOST_FORM == FORM_ARM64 ? check_arm64(line, exit_code, problem)
                                   : check_x86(line, exit_code, problem);
}
