#include "subcommand/status_vm.h"

#include "input/hex.h"
#include "kvm/arm64_filter.h"
#include "kvm/filter_summary.h"
#include "kvm/x86_filter.h"
#include "process/proc_file.h"
#include "process/process_stat.h"
#include "process/vmm_command_line.h"
#include "record/evidence.h"
#include "record/sha256.h"
#include "subcommand/status_qemu.h"

static void write_vm(struct json *json, int directory, const struct vm_identity *vm);
static void write_evidence(struct json *json, const struct evidence *evidence);
static void write_record(struct json *json, const struct record *record);
static void write_carried(struct json *json, const struct record *record);
static void write_form_and_time(struct json *json, const struct record *record);
static void write_summary(struct json *json, const struct record *record);
static void write_filter_bytes(struct json *json, const char *key,
                               const struct record_filter *filter);
static void write_unknown(struct json *json);

void write_vms(struct json *json, int directory, pid_t pid, const struct vm_descriptors *vms)
{
    static struct vmm_command_line vmm;
    struct process_stat stat;

    if (vms->count == 0 || !process_stat_read(pid, pid, &stat)) return;
    if (!vmm_command_line_of(pid, &vmm)) vmm = (struct vmm_command_line){.identified = false};
    for (size_t i = 0; i < vms->count; i++) {
        json_open_object(json, NULL);
        json_number(json, "pid", pid);
        json_number(json, "startTime", (int64_t)stat.start_time);
        json_string(json, "uuid", vmm.uuid[0] == '\0' ? NULL : vmm.uuid);
        json_string(json, "name", vmm.name[0] == '\0' ? NULL : vmm.name);
        json_number(json, "vmFd", vms->fds[i]);
        write_qemu_arguments(json, pid);
        write_vm(json, directory, &(struct vm_identity){pid, stat.start_time, vms->fds[i]});
        json_close_object(json);
    }
}

bool runs_program(pid_t pid)
{
    uint8_t byte;
    size_t size;

    return proc_read(pid, "cmdline", &byte, 1, &size) && size > 0;
}

static void write_vm(struct json *json, int directory, const struct vm_identity *vm)
{
    struct evidence evidence;

    evidence_find(directory, vm, &evidence);
    write_evidence(json, &evidence);
}

static void write_evidence(struct json *json, const struct evidence *evidence)
{
    json_string(json, "evidence", evidence_writer(evidence));
    json_string(json, "state", evidence_state(evidence));
    json_string(json, "owner", evidence_owner(evidence));
    if (evidence->record != NULL) {
        write_record(json, evidence->record);
    } else {
        write_unknown(json);
    }
    write_carried(json, evidence->carried);
}

static void write_record(struct json *json, const struct record *record)
{
    const struct record_filter unknown = {NULL, 0};
    bool set = record->state == RECORD_SET;
    char fingerprint[FINGERPRINT_SIZE];

    sha256_text(record->filter.bytes, record->filter.size, fingerprint);
    write_form_and_time(json, record);
    if (set) {
        write_summary(json, record);
    } else {
        json_null(json, "filter");
    }
    write_filter_bytes(json, "bytes", set ? &record->filter : &unknown);
    json_string(json, "fingerprint", set ? fingerprint : NULL);
    write_filter_bytes(json, "attempted", set ? &unknown : &record->filter);
    write_filter_bytes(json, "before", set ? &unknown : &record->before);
}

/* The VMM's own word beside that of `apply`: it can be of another VM under the same descriptor. */
static void write_carried(struct json *json, const struct record *record)
{
    char fingerprint[FINGERPRINT_SIZE];

    if (record == NULL) {
        json_null(json, "carried");
        return;
    }
    sha256_text(record->filter.bytes, record->filter.size, fingerprint);
    json_open_object(json, "carried");
    write_form_and_time(json, record);
    write_summary(json, record);
    write_filter_bytes(json, "bytes", &record->filter);
    json_string(json, "fingerprint", fingerprint);
    json_close_object(json);
}

static void write_form_and_time(struct json *json, const struct record *record)
{
    json_string(json, "form", record->form == RECORD_X86 ? "x86" : "arm64");
    json_number(json, "time", record->time);
}

/* Null if the bytes are none that a kernel takes: they may be the VMM's own word. */
static void write_summary(struct json *json, const struct record *record)
{
    const struct record_filter *filter = &record->filter;
    struct x86_filter x86;

    if (record->form == RECORD_X86 && x86_filter_read(filter->bytes, filter->size, &x86)) {
        write_x86_summary(json, &x86.header);
    } else if (record->form == RECORD_ARM64 &&
               filter->size % sizeof(struct arm64_filter_call) == 0) {
        write_arm64_summary(json, filter->bytes, filter->size);
    } else {
        json_null(json, "filter");
    }
}

/* The members that write_record() writes. */
static void write_unknown(struct json *json)
{
    json_null(json, "form");
    json_null(json, "time");
    json_null(json, "filter");
    json_null(json, "bytes");
    json_null(json, "fingerprint");
    json_null(json, "attempted");
    json_null(json, "before");
}

/** Null if there are none. */
static void write_filter_bytes(struct json *json, const char *key,
                               const struct record_filter *filter)
{
    static char text[2 * MAX_RECORD_FILTER + 1];

    encode_hex(filter->bytes, filter->size, text);
    json_string(json, key, filter->size == 0 ? NULL : text);
}
