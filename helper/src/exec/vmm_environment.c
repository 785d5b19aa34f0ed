#include "exec/vmm_environment.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "preload/handover.h"

static const char preload[] = PRELOAD_VARIABLE;

static bool fill_in(struct vmm_environment *environment, size_t count);
static bool names(const char *entry, const char *variable);

bool vmm_environment_make(int library, int handover, struct vmm_environment *environment,
                          struct problem *problem)
{
    size_t count = 0;

    while (environ[count] != NULL) count++;
    snprintf(environment->preload_path, sizeof environment->preload_path, "/proc/self/fd/%d",
             library);
    snprintf(environment->handover, sizeof environment->handover, HANDOVER_VARIABLE "=%c%d",
             HANDOVER_LIMITS, handover);
    if (fill_in(environment, count)) return true;
    return fail(problem, MEMORY_MISSING, ENOMEM, "Free some memory.",
                "There is no memory for the VMM's environment.");
}

/* A variable of the handover that is there already is a stranger's, and would be found first. */
static bool fill_in(struct vmm_environment *environment, size_t count)
{
    const char *before = NULL;
    size_t used = 0;
    size_t place = 0;

    environment->entries = calloc(count + 3, sizeof *environment->entries);
    if (environment->entries == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        if (names(environ[i], HANDOVER_VARIABLE)) continue;
        if (before == NULL && names(environ[i], preload)) {
            before = environ[i] + sizeof preload;
            place = used;
        }
        environment->entries[used++] = environ[i];
    }
    if (before == NULL) place = used++;
    const char *colon = before == NULL ? "" : ":";
    if (before == NULL) before = "";
    if (asprintf(&environment->preload, "%s=%s%s%s", preload, environment->preload_path, colon,
                 before) < 0) {
        return false;
    }
    environment->entries[place] = environment->preload;
    environment->entries[used] = environment->handover;
    return true;
}

static bool names(const char *entry, const char *variable)
{
    size_t length = strlen(variable);

    return strncmp(entry, variable, length) == 0 && entry[length] == '=';
}
