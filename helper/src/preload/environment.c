#include "preload/environment.h"

#include <stddef.h>

static char *behind_name(char *entry, const char *name);

char *environment_find(char **environment, const char *name)
{
    for (char **entry = environment; entry != NULL && *entry != NULL; entry++) {
        char *value = behind_name(*entry, name);
        if (value != NULL) return value;
    }
    return NULL;
}

static char *behind_name(char *entry, const char *name)
{
    while (*name != '\0') {
        if (*entry++ != *name++) return NULL;
    }
    return *entry == '=' ? entry + 1 : NULL;
}
