#include "command/json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void put_key(struct json *json, const char *key);
static void put_value(struct json *json, const char *key, const char *text);
static void put_quoted(struct json *json, const char *text);
static void put(struct json *json, const char *text);
static void put_byte(struct json *json, char byte);
static void flush(struct json *json);

void json_start(struct json *json, int fd)
{
    json->fd = fd;
    json->error = 0;
    json->comma = false;
    json->used = 0;
}

void json_open_object(struct json *json, const char *key)
{
    put_value(json, key, "{");
    json->comma = false;
}

void json_close_object(struct json *json)
{
    put(json, "}");
    json->comma = true;
}

void json_open_list(struct json *json, const char *key)
{
    put_value(json, key, "[");
    json->comma = false;
}

void json_close_list(struct json *json)
{
    put(json, "]");
    json->comma = true;
}

void json_string(struct json *json, const char *key, const char *value)
{
    if (value == NULL) {
        json_null(json, key);
        return;
    }
    put_key(json, key);
    put_quoted(json, value);
}

void json_number(struct json *json, const char *key, int64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRId64, value);
    put_value(json, key, text);
}

void json_hexadecimal(struct json *json, const char *key, uint64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "\"0x%" PRIx64 "\"", value);
    put_value(json, key, text);
}

void json_boolean(struct json *json, const char *key, bool value)
{
    put_value(json, key, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    put_value(json, key, "null");
}

bool json_end_line(struct json *json)
{
    put(json, "\n");
    flush(json);
    json->comma = false;
    return json->error == 0;
}

static void put_value(struct json *json, const char *key, const char *text)
{
    put_key(json, key);
    put(json, text);
}

/* Also sets that the next key needs a comma: every value follows its key. */
static void put_key(struct json *json, const char *key)
{
    if (json->comma) put(json, ",");
    json->comma = true;
    if (key == NULL) return;
    put_quoted(json, key);
    put(json, ":");
}

static void put_quoted(struct json *json, const char *text)
{
    char escape[8];

    put(json, "\"");
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') {
            put_byte(json, '\\');
            put_byte(json, (char)byte);
        } else if (byte >= ' ' && byte <= '~') {
            put_byte(json, (char)byte);
        } else {
            snprintf(escape, sizeof escape, "\\u%04x", byte > '~' ? 0xfffdU : (unsigned)byte);
            put(json, escape);
        }
    }
    put(json, "\"");
}

static void put(struct json *json, const char *text)
{
    for (; *text != '\0'; text++) put_byte(json, *text);
}

static void put_byte(struct json *json, char byte)
{
    if (json->used == sizeof json->buffer) flush(json);
    json->buffer[json->used++] = byte;
}

static void flush(struct json *json)
{
    size_t written = 0;

    while (json->error == 0 && written < json->used) {
        ssize_t count = write(json->fd, json->buffer + written, json->used - written);
        if (count >= 0) {
            written += (size_t)count;
        } else if (errno != EINTR) {
            json->error = errno;
        }
    }
    json->used = 0;
}
