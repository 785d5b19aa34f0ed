#include "process_target.h"

#include <string.h>

#include "must_hold.h"
#include "process/cgroup_unit.h"
#include "process/namespace_pid.h"
#include "process/pidfile.h"
#include "process/process_machine.h"
#include "process/process_stat.h"
#include "process/vmm_command_line.h"
#include "record/record_file.h"
#include "record/record_owner.h"

static void parse_command_line(const char *text, size_t size);
static void parse_uuid(const char *text);
static void parse_record(const char *text, size_t size);
static void parse_record_name(const char *text);
static void parse_unit(const char *text, size_t size);

void fuzz_process(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    struct process_stat stat;
    pid_t pid;

    MUST_HOLD(text != NULL);
    if (size > 0) memcpy(text, bytes, size);
    text[size] = '\0';
    process_stat_parse(text, size, &stat);
    elf_is_native((const uint8_t *)text, size);
    if (pidfile_parse(text, size, &pid)) MUST_HOLD(pid > 0);
    MUST_HOLD(namespace_pid_parse(text, size) >= 0);
    parse_command_line(text, size);
    parse_uuid(text);
    parse_record(text, size);
    parse_record_name(text);
    parse_unit(text, size);
    free(text);
}

static void parse_command_line(const char *text, size_t size)
{
    struct vmm_command_line line;
    char uuid[UUID_SIZE];

    vmm_command_line_parse((struct process_arguments){text, text + size, false}, &line);
    MUST_HOLD(strlen(line.name) < sizeof line.name);
    if (line.uuid[0] == '\0') return;
    MUST_HOLD(uuid_normalize(line.uuid, uuid) && strcmp(uuid, line.uuid) == 0);
}

static void parse_uuid(const char *text)
{
    char uuid[UUID_SIZE];
    char again[UUID_SIZE];

    if (!uuid_normalize(text, uuid)) return;
    MUST_HOLD(strlen(uuid) == UUID_SIZE - 1);
    MUST_HOLD(uuid_normalize(uuid, again) && strcmp(uuid, again) == 0);
}

/* A record has one text. */
static void parse_record(const char *text, size_t size)
{
    static char written[MAX_RECORD_TEXT];
    char *copy = malloc(size + 1);
    struct record record;

    MUST_HOLD(copy != NULL);
    memcpy(copy, text, size);
    if (record_parse(copy, size, &record)) {
        MUST_HOLD(record.filter.size > 0 && record.pid > 0);
        MUST_HOLD(record.owner[0] == '\0' || record_owner_valid(record.owner));
        MUST_HOLD(record_text(&record, written, sizeof written) == size);
        MUST_HOLD(memcmp(written, text, size) == 0);
    }
    free(copy);
}

static void parse_record_name(const char *text)
{
    struct vm_identity vm;
    char name[RECORD_NAME_SIZE];
    bool record;

    if (!record_file_identify(text, &vm, &record)) return;
    MUST_HOLD(vm.pid > 0);
    record_file_name(&vm, name);
    MUST_HOLD(strlen(name) < sizeof name - 1);
}

/* In memory of exactly its size. */
static void parse_unit(const char *text, size_t size)
{
    static const char unit[] = "web1.service";
    char *copy = malloc(size == 0 ? 1 : size);

    MUST_HOLD(copy != NULL);
    memcpy(copy, text, size);
    if (cgroup_in_unit(copy, size, unit)) {
        MUST_HOLD(memmem(text, size, unit, sizeof unit - 1) != NULL);
    }
    MUST_HOLD(!cgroup_in_unit(copy, size, "/"));
    free(copy);
}
