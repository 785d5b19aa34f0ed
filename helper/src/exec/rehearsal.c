#include "exec/rehearsal.h"

#include <string.h>

#include "exec/child_output.h"

static bool is_loaded(const char *output, const char *library);
static bool denied(const struct program *program, const char *output, const char *library,
                   struct problem *problem);
static bool cannot_try(int error, struct problem *problem);

/* glibc's loader and musl's both know --list. Neither runs anything of the program with it. */
bool rehearse_preload(const struct program *program, char *const entries[], const char *library,
                      struct problem *problem)
{
    /* What was preloaded is listed first. */
    static char output[64 * 1024];
    const struct child_command command = {
        .path = program->loader,
        .arguments = {"--list", program->path},
        .environment = entries,
        .with_stderr = true,
        .limit_ms = -1,
    };
    int error = child_output(&command, output, sizeof output);

    if (error != 0) return cannot_try(error, problem);
    return is_loaded(output, library) || denied(program, output, library, problem);
}

/** "\t/proc/self/fd/5 (0x...)" with glibc, "\t/proc/self/fd/5 => /proc/self/fd/5 (0x...)" with
 * musl. */
static bool is_loaded(const char *output, const char *library)
{
    size_t length = strlen(library);

    for (const char *line = output; line != NULL; line = strchr(line + 1, '\n')) {
        const char *name = line + strspn(line, "\n\t");
        if (strncmp(name, library, length) == 0 && name[length] == ' ') return true;
    }
    return false;
}

/** With the line that names the library, else the first one. */
static bool denied(const struct program *program, const char *output, const char *library,
                   struct problem *problem)
{
    const char *line = strstr(output, library);

    if (line == NULL) line = output;
    while (line > output && line[-1] != '\n') line--;
    return fail(problem, PRELOAD_DENIED, 0,
                "Look whether a security module or noexec forbids it; --library names an installed "
                "file in place of a memory file.",
                "The loader %.60s does not take the library: %.*s", program->loader,
                (int)strcspn(line, "\n"), line);
}

static bool cannot_try(int error, struct problem *problem)
{
    return fail(problem, MEMORY_MISSING, error, "Free some memory, descriptors or processes.",
                "The program's loader cannot be tried: %s.", strerror(error));
}
