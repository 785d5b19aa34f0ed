#include "command/json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/utf8.h"

/** U+FFFD, which stands for what is no character. */
enum { REPLACEMENT = 0xfffd };

static void put_key(struct json *json, const char *key);
static void put_value(struct json *json, const char *key, const char *text);
static void put_quoted(struct json *json, const char *text);
static void put_character(struct json *json, const char *bytes, size_t length, uint32_t character);
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

/* What is not UTF-8 becomes U+FFFD, byte by byte: JSON has no other way to tell it. */
static void put_quoted(struct json *json, const char *text)
{
    uint32_t character;

    put(json, "\"");
    while (*text != '\0') {
        size_t length = utf8_character(text, &character);
        if (length == 0) character = REPLACEMENT;
        put_character(json, text, length, character);
        text += length == 0 ? 1 : length;
    }
    put(json, "\"");
}

/* Controls are escaped, also those above ASCII: a terminal may obey them. */
static void put_character(struct json *json, const char *bytes, size_t length, uint32_t character)
{
    char escape[8];

    if (length == 0 || character < ' ' || (character >= 0x7f && character < 0xa0)) {
        snprintf(escape, sizeof escape, "\\u%04x", character & 0xffff);
        put(json, escape);
        return;
    }
    if (character == '"' || character == '\\') put_byte(json, '\\');
    for (size_t i = 0; i < length; i++) put_byte(json, bytes[i]);
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
