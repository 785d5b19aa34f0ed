#include "injection/fault_point.h"

#ifdef FAULT_POINTS_ACTIVE

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void list(void) __attribute__((constructor));

#define FAULT_POINT_NAME(name) [FAULT_##name] = #name,
static const char *const names[] = {FAULT_POINTS(FAULT_POINT_NAME)};
#undef FAULT_POINT_NAME

void fault_point(enum fault_point point)
{
    const char *wish = getenv("KVM_PMU_FILTER_FAULT");

    if (wish == NULL || strlen(wish) < 5 || strcmp(wish + 5, names[point]) != 0) return;
    if (strncmp(wish, "kill:", 5) == 0) kill(getpid(), SIGKILL);
    if (strncmp(wish, "hold:", 5) == 0) kill(getpid(), SIGSTOP);
}

static void list(void)
{
    const char *wish = getenv("KVM_PMU_FILTER_FAULT");

    if (wish == NULL || strcmp(wish, "list") != 0) return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) puts(names[i]);
    exit(0);
}

#else

/** Without a declaration a translation unit is empty, which ISO C forbids. */
typedef enum fault_point no_fault_points_here;

#endif
