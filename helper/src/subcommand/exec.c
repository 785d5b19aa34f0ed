#include "subcommand/exec.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/process_start.h"
#include "exec/filter_choice.h"
#include "exec/handover_file.h"
#include "exec/linked_object.h"
#include "exec/lowered_limits.h"
#include "exec/outer_exec.h"
#include "exec/preload_library.h"
#include "exec/program.h"
#include "exec/rehearsal.h"
#include "exec/vmm_environment.h"
#include "input/host_input.h"
#include "preload/handover.h"

/** What there is to execute the VMM with the library. */
struct preparation {
    struct program program;
    struct vmm_environment environment;
    struct old_limits limits;
};

static bool read_filter(const struct command_line *line, const struct filter_choice *choice,
                        struct filter_input *input, struct problem *problem);
static bool prepare(const struct command_line *line, const struct filter_choice *choice,
                    const struct filter_input *input, struct preparation *preparation,
                    struct problem *problem);
static bool run_prepared(const struct command_line *line, const struct preparation *preparation,
                         struct problem *problem);
static bool run_as(const char *program, char *const arguments[], char *const entries[],
                   struct problem *problem);
static bool run_untouched(const struct command_line *line, struct problem *problem);
static bool not_executed(const char *program, int error, struct problem *problem);

bool exec_vmm(const struct command_line *line, struct problem *problem)
{
    static struct filter_input input;
    static struct filter_choice choice;
    static struct preparation preparation;

    if (!filter_choice_open(line, &choice, problem)) return false;
    if (choice.fd < 0) return run_untouched(line, problem);
    bool read = read_filter(line, &choice, &input, problem);
    close(choice.fd);
    if (!read) return false;
    if (!program_find(line->program[0], &preparation.program, problem)) return false;
    const char *program = preparation.program.path;
    char *const *arguments;
    outer_exec_leave();
    if (!linked_object_arguments(line, &choice, program, &arguments, problem)) return false;
    if (arguments != NULL) return run_as(program, arguments, environ, problem);
    if (prepare(line, &choice, &input, &preparation, problem)) {
        return run_prepared(line, &preparation, problem);
    }
    if (!line->optional) return false;
    tell_warning(problem, RUNS_WITHOUT_FILTER);
    return run_untouched(line, problem);
}

/* The messages are about an input, whose name they do not know. */
static bool read_filter(const struct command_line *line, const struct filter_choice *choice,
                        struct filter_input *input, struct problem *problem)
{
    struct problem about;

    if (read_filter_input(choice->fd, input, &about) &&
        decode_host_input(input, line->form, &about)) {
        return true;
    }
    return fail(problem, about.code, about.error, about.hint, "%.100s: %.200s", choice->path,
                about.message);
}

static bool prepare(const struct command_line *line, const struct filter_choice *choice,
                    const struct filter_input *input, struct preparation *preparation,
                    struct problem *problem)
{
    struct program *program = &preparation->program;
    struct vmm_environment *environment = &preparation->environment;

    limits_read(&preparation->limits);
    const struct handover_content content = {
        .required = !line->optional,
        .limits = line->optional ? NULL : &preparation->limits,
        .filter = input->bytes,
        .size = input->size,
        .filter_file = choice->path,
    };
    if (!program_check(program, problem)) return false;
    int library = preload_library_open(line->library, problem);
    if (library < 0) return false;
    int handover = handover_file_make(&content, problem);
    bool prepared =
        handover >= 0 && vmm_environment_make(library, handover, environment, problem) &&
        rehearse_preload(program, environment->entries, environment->preload_path, problem);
    if (!prepared) close(library);
    if (!prepared && handover >= 0) close(handover);
    return prepared;
}

static bool run_prepared(const struct command_line *line, const struct preparation *preparation,
                         struct problem *problem)
{
    if (!line->optional && !limits_lower(&preparation->limits, problem)) return false;
    return run_as(preparation->program.path, line->program, preparation->environment.entries,
                  problem);
}

static bool run_as(const char *program, char *const arguments[], char *const entries[],
                   struct problem *problem)
{
    process_start_undo();
    execve(program, arguments, entries);
    return not_executed(program, errno, problem);
}

static bool run_untouched(const struct command_line *line, struct problem *problem)
{
    process_start_undo();
    execvp(line->program[0], line->program);
    return not_executed(line->program[0], errno, problem);
}

static bool not_executed(const char *program, int error, struct problem *problem)
{
    return fail(problem, PROGRAM_UNUSABLE, error, "Give the VMM's file, one that may be executed.",
                "%.200s cannot be executed: %s.", program, strerror(error));
}
