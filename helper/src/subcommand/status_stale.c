#include "subcommand/status_stale.h"

#include <dirent.h>
#include <stddef.h>

#include "record/stale_records.h"

static void write_records(struct json *json, int directory, DIR *entries);

void write_stale(struct json *json, int directory)
{
    DIR *entries = directory < 0 ? NULL : record_files_list(directory);

    json_open_list(json, "stale");
    if (entries != NULL) {
        write_records(json, directory, entries);
        closedir(entries);
    }
    json_close_list(json);
}

static void write_records(struct json *json, int directory, DIR *entries)
{
    static const char *const processes[] = {
        [RECORD_PROCESS_SAME] = NULL,         [RECORD_PROCESS_WITHOUT_VM] = "same",
        [RECORD_PROCESS_UNKNOWN] = "unknown", [RECORD_PROCESS_ANOTHER] = "another",
        [RECORD_PROCESS_GONE] = "gone",
    };
    const struct dirent *entry;
    struct vm_identity vm;
    bool record;

    while ((entry = readdir(entries)) != NULL) {
        if (!record_file_identify(entry->d_name, &vm, &record) || !record) continue;
        const char *process = processes[record_process_of(directory, &vm)];
        if (process == NULL) continue;
        json_open_object(json, NULL);
        json_string(json, "file", entry->d_name);
        json_number(json, "pid", vm.pid);
        json_number(json, "startTime", (int64_t)vm.start_time);
        json_number(json, "vmFd", vm.vm_fd);
        json_string(json, "process", process);
        json_close_object(json);
    }
}
