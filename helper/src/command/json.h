#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Writes JSON to a descriptor, without white space. Only the keys and values are the caller's;
 * commas are the writer's. A failure to write is kept until json_end_line() asks for it.
 */
struct json {
    int fd;
    /** The errno of the first failure to write, or 0. */
    int error;
    /** Whether the next key or value needs a comma before it. */
    bool comma;
    size_t used;
    char buffer[4096];
};

void json_start(struct json *json, int fd);

/* A key is a member's name, or NULL for an element of a list and for the outermost value. */

void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_list(struct json *json, const char *key);
void json_close_list(struct json *json);
/** NULL is written as null; bytes that are not of UTF-8 as U+FFFD. */
void json_string(struct json *json, const char *key, const char *value);
void json_number(struct json *json, const char *key, int64_t value);
/** "0x..." in lower case: 64 bits do not survive the numbers of many a JSON reader. */
void json_hexadecimal(struct json *json, const char *key, uint64_t value);
void json_boolean(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

/** Ends the line and writes all of it. False if any of it could not be written: see `error`. */
bool json_end_line(struct json *json);

#endif
