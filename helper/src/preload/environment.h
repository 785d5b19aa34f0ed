#ifndef PRELOAD_ENVIRONMENT_H
#define PRELOAD_ENVIRONMENT_H

/** The C library's, where it has one; see inherited.c. */
extern char **environ __attribute__((weak));

/** A variable's value, for a time when the C library cannot be asked yet; NULL without it. */
char *environment_find(char **environment, const char *name);

#endif
