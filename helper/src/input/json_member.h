#ifndef JSON_MEMBER_H
#define JSON_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Finds the text of a member of a JSON object, not of one within it; in single quotes, too, as QEMU
 * takes it. It is not looked whether the rest is JSON. False without such a member, where it is no
 * text, has a backslash, or does not fit.
 */
bool json_member_text(const char *json, const char *key, char *text, size_t size);

#endif
