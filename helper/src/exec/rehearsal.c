#include "exec/rehearsal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/read_bytes.h"

static void run_loader(const struct program *program, char *const entries[], int output);
static bool is_loaded(const char *output, const char *library);
static bool denied(const struct program *program, const char *output, const char *library,
                   struct problem *problem);
static bool cannot_try(int error, struct problem *problem);

bool rehearse_preload(const struct program *program, char *const entries[], const char *library,
                      struct problem *problem)
{
    /* What was preloaded is listed first. */
    static char output[64 * 1024];
    int ends[2];
    int error;
    int status;

    if (pipe2(ends, O_CLOEXEC) != 0) return cannot_try(errno, problem);
    pid_t child = fork();
    if (child == 0) run_loader(program, entries, ends[1]);
    error = child < 0 ? errno : 0;
    close(ends[1]);
    size_t size =
        error == 0 ? read_bytes(ends[0], (uint8_t *)output, sizeof output - 1, &error) : 0;
    close(ends[0]);
    output[size] = '\0';
    if (child > 0) waitpid(child, &status, 0);
    if (error != 0) return cannot_try(error, problem);
    return is_loaded(output, library) || denied(program, output, library, problem);
}

/* glibc's loader and musl's both know --list. Neither runs anything of the program with it. */
static void run_loader(const struct program *program, char *const entries[], int output)
{
    char list[] = "--list";
    char loader[PATH_MAX];
    char path[PATH_MAX];
    char *const arguments[] = {loader, list, path, NULL};

    memcpy(loader, program->loader, sizeof loader);
    memcpy(path, program->path, sizeof path);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    execve(program->loader, arguments, entries);
    dprintf(STDOUT_FILENO, "%s: %s\n", program->loader, strerror(errno));
    _exit(1);
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
