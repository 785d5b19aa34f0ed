#include "preload/traces.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "exec/preload_value.h"
#include "preload/handover.h"
#include "preload/noted_file.h"

static struct {
    char *handover;
    char *preload;
    struct noted_file handover_file;
    struct noted_file library;
    bool removed;
} noted;

static void take_back_preload(char *value);
static void take_out(const char *name, char *value);

void traces_note(char *handover, char *preload, int fd)
{
    int library = preload == NULL ? -1 : preload_value_descriptor(preload);

    noted.handover = handover;
    noted.preload = preload;
    noted_file_note(&noted.handover_file, fd);
    if (library >= 0) noted_file_note(&noted.library, library);
}

void traces_remove(void)
{
    char *handover = noted.handover;
    char *list = noted.preload;

    if (handover == NULL) return;
    if (__atomic_exchange_n(&noted.removed, true, __ATOMIC_ACQ_REL)) return;
    /* What the program has put in their place is its own. */
    if (getenv(HANDOVER_VARIABLE) == handover) take_out(HANDOVER_VARIABLE, handover);
    if (list != NULL && getenv(PRELOAD_VARIABLE) == list) take_back_preload(list);
    noted_file_close(&noted.handover_file);
    noted_file_close(&noted.library);
}

static void take_back_preload(char *value)
{
    if (!preload_value_take_back(value)) take_out(PRELOAD_VARIABLE, value);
}

static void take_out(const char *name, char *value)
{
    char *entry = value - strlen(name) - 1;

    unsetenv(name);
    memset(entry, 0, strlen(entry));
}
