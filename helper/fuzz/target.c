#include "target.h"

#include <string.h>

#include "command/command_line.h"
#include "command/json.h"
#include "command/utf8.h"
#include "exec_target.h"
#include "injection_target.h"
#include "input/arm64_input.h"
#include "input/filter_input.h"
#include "input/hex.h"
#include "kvm/arm64_filter.h"
#include "must_hold.h"
#include "process_target.h"
#include "qemu_target.h"
#include "rights/ptrace_rights.h"

static void parse_input(const uint8_t *bytes, size_t size, enum input_form form);
static void parse_arm64_input(const uint8_t *bytes, size_t size, enum input_form form);
static void parse_struct(const uint8_t *bytes, size_t size);
static void parse_own_hex(const uint8_t *bytes, size_t size);
static void parse_command_line(const uint8_t *bytes, size_t size);
static void write_json(const uint8_t *bytes, size_t size);
static size_t hold_to_utf8(const char *text);
static size_t utf8_of(uint32_t character, char bytes[4]);
static void *copy_of(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    void *copy = copy_of(bytes, size);
    int scope = yama_scope_from(copy, size);

    MUST_HOLD(scope >= -1 && scope <= 3);
    free(copy);
    parse_input(bytes, size, INPUT_AUTO);
    parse_input(bytes, size, INPUT_BINARY);
    parse_input(bytes, size, INPUT_HEX);
    parse_arm64_input(bytes, size, INPUT_AUTO);
    parse_arm64_input(bytes, size, INPUT_BINARY);
    parse_arm64_input(bytes, size, INPUT_HEX);
    parse_struct(bytes, size);
    parse_own_hex(bytes, size);
    parse_command_line(bytes, size);
    write_json(bytes, size);
    fuzz_process(bytes, size);
    fuzz_exec(bytes, size);
    fuzz_injection(bytes, size);
    fuzz_qemu(bytes, size);
    return 0;
}

static void parse_input(const uint8_t *bytes, size_t size, enum input_form form)
{
    static struct filter_input input;
    struct x86_filter filter;
    struct problem problem = {.code = NO_PROBLEM};

    if (size > sizeof input.bytes) return;
    memcpy(input.bytes, bytes, size);
    input.size = size;
    if (!decode_filter_input(&input, form, &filter, &problem)) {
        MUST_HOLD(problem_exit_code(problem.code) == EXIT_INPUT);
        MUST_HOLD(strlen(problem.message) > 0 && strlen(problem.hint) > 0);
        return;
    }
    MUST_HOLD(problem.code == NO_PROBLEM);
    MUST_HOLD(input.size == 32 + 8 * (size_t)filter.header.nevents);
    MUST_HOLD(input.size <= MAX_STRUCT_SIZE);
}

static void parse_arm64_input(const uint8_t *bytes, size_t size, enum input_form form)
{
    static struct filter_input input;
    struct problem problem = {.code = NO_PROBLEM};

    if (size > sizeof input.bytes) return;
    memcpy(input.bytes, bytes, size);
    input.size = size;
    if (!decode_arm64_input(&input, form, &problem)) {
        MUST_HOLD(problem_exit_code(problem.code) == EXIT_INPUT);
        return;
    }
    size_t calls = arm64_filter_calls(input.size);
    MUST_HOLD(calls > 0 && input.size == calls * sizeof(struct arm64_filter_call));
    MUST_HOLD(input.size <= MAX_STRUCT_SIZE);
    uint8_t *copy = copy_of(input.bytes, input.size);
    for (size_t i = 0; i < calls; i++) {
        struct arm64_filter_call call = arm64_filter_call(copy, i);
        MUST_HOLD(memcmp(&call, input.bytes + i * sizeof call, sizeof call) == 0);
    }
    free(copy);
}

/* In memory of exactly its size, so that the sanitizer sees a byte too far. */
static void parse_struct(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = copy_of(bytes, size);
    struct x86_filter filter;

    if (x86_filter_read(copy, size, &filter)) {
        for (size_t i = 0; i < filter.header.nevents; i++) {
            uint64_t event = x86_filter_event(&filter, i);
            MUST_HOLD((x86_event_dead_bits(event) & ~UINT64_C(0xff00)) == 0);
            MUST_HOLD((x86_event_stray_bits(event, true, RULES_AMD) & ~event) == 0);
        }
    }
    free(copy);
}

static void parse_own_hex(const uint8_t *bytes, size_t size)
{
    char *text = malloc(2 * size + 1);
    size_t length = 2 * size;
    size_t at;

    MUST_HOLD(text != NULL);
    for (size_t i = 0; i < size; i++) snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    MUST_HOLD(decode_hex((uint8_t *)text, &length, &at));
    MUST_HOLD(length == size && (size == 0 || memcmp(text, bytes, size) == 0));
    free(text);
}

/* Arguments are what stands between zero bytes. */
static void parse_command_line(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    char *arguments[10] = {text};
    int count = 1;
    struct command_line line;
    struct problem problem;

    MUST_HOLD(text != NULL);
    if (size > 0) memcpy(text, bytes, size);
    text[size] = '\0';
    for (size_t at = 0; at < size && count < 9; at += strlen(text + at) + 1) {
        arguments[count++] = text + at;
    }
    if (read_command_line(count, arguments, &line, &problem)) {
        MUST_HOLD(line.subcommand != NO_SUBCOMMAND || line.help || line.version);
    } else {
        MUST_HOLD(problem.code == USAGE_INVALID);
    }
    free(text);
}

static void write_json(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    struct json json;

    MUST_HOLD(text != NULL);
    if (size > 0) memcpy(text, bytes, size);
    text[size] = '\0';
    json_start(&json, -1);
    json_string(&json, NULL, text);
    /* As long as its buffer has not been written out. */
    for (size_t at = 0; 6 * size + 2 < sizeof json.buffer && at < json.used;) {
        json.buffer[json.used] = '\0';
        at += hold_to_utf8(json.buffer + at);
    }
    json_start(&json, -1);
    json_string(&json, text, text);
    MUST_HOLD(!json_end_line(&json));
    free(text);
}

/* What stands in JSON: characters, written as there is but one way to, and no control. */
static size_t hold_to_utf8(const char *text)
{
    char bytes[4];
    uint32_t character;
    size_t length = utf8_character(text, &character);

    MUST_HOLD(length > 0 && utf8_of(character, bytes) == length);
    MUST_HOLD(memcmp(text, bytes, length) == 0);
    MUST_HOLD(character >= ' ' && (character < 0x7f || character >= 0xa0));
    MUST_HOLD(character <= 0x10ffff && (character < 0xd800 || character > 0xdfff));
    return length;
}

static size_t utf8_of(uint32_t character, char bytes[4])
{
    static const unsigned char firsts[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

    for (size_t i = length - 1; i > 0; i--, character >>= 6) {
        bytes[i] = (char)(0x80 | (character & 0x3f));
    }
    bytes[0] = (char)(firsts[length] | character);
    return length;
}

static void *copy_of(const uint8_t *bytes, size_t size)
{
    void *copy = malloc(size == 0 ? 1 : size);

    MUST_HOLD(copy != NULL);
    if (size > 0) memcpy(copy, bytes, size);
    return copy;
}
