#include "process/find_vmm.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "process/ancestor.h"
#include "process/cgroup_unit.h"
#include "process/process_denied.h"
#include "process/process_list.h"
#include "process/this_program.h"
#include "process/vm_descriptors.h"
#include "process/vmm_command_line.h"
#include "version.h"

/** What a look at all processes found. */
struct search {
    pid_t found;
    /** Another one that fits as well, or 0. */
    pid_t second;
    /** One whose command line fits and that may not be looked into, or 0; and why. */
    pid_t denied;
    int denied_error;
};

static const char *kind_of(const struct vm_choice *choice);
static const char *text_of(const struct vm_choice *choice);
static bool missing(const struct vm_choice *choice, struct problem *problem);
static bool search_all(const struct vm_choice *choice, struct search *search,
                       struct problem *problem);
static void look_at(pid_t pid, const struct vm_choice *choice, struct search *search);

bool find_vmm(const struct vm_choice *choice, pid_t *pid, struct problem *problem)
{
    struct search search = {0};
    char uuid[UUID_SIZE];

    if (choice->uuid != NULL && !uuid_normalize(choice->uuid, uuid)) {
        return fail(problem, USAGE_INVALID, 0, "A UUID has 32 hexadecimal digits.",
                    "This is not a UUID: %.100s.", choice->uuid);
    }
    if (!search_all(choice, &search, problem)) return false;
    if (search.second != 0) {
        return fail(problem, PROCESS_AMBIGUOUS, 0, "Choose one with --pid.",
                    "Several processes have a VM of the %s %.100s: %d, %d.", kind_of(choice),
                    text_of(choice), search.found, search.second);
    }
    if (search.found == 0 && search.denied != 0) {
        return process_denied(search.denied, search.denied_error, problem);
    }
    *pid = search.found;
    return search.found != 0 || missing(choice, problem);
}

bool vmm_fits(pid_t pid, const struct vm_choice *choice)
{
    struct vmm_command_line line;
    char uuid[UUID_SIZE];

    if (choice->unit != NULL) return process_in_unit(pid, choice->unit);
    if (!vmm_command_line_of(pid, &line)) return false;
    if (choice->uuid == NULL) return strcmp(line.name, choice->name) == 0;
    return uuid_normalize(choice->uuid, uuid) && strcmp(line.uuid, uuid) == 0;
}

static const char *kind_of(const struct vm_choice *choice)
{
    if (choice->unit != NULL) return "unit";
    return choice->uuid != NULL ? "UUID" : "name";
}

static const char *text_of(const struct vm_choice *choice)
{
    if (choice->unit != NULL) return choice->unit;
    return choice->uuid != NULL ? choice->uuid : choice->name;
}

static bool missing(const struct vm_choice *choice, struct problem *problem)
{
    if (choice->unit != NULL) {
        return fail(problem, PROCESS_MISSING, 0,
                    "Give the unit's name in full, as systemctl status has it, or choose with "
                    "--pid.",
                    "No process with a VM is in the unit %.100s.", choice->unit);
    }
    return fail(problem, PROCESS_MISSING, 0,
                "It is looked for behind -uuid and -name, as QEMU has them; see " HELPER_NAME
                " status, or choose with --pid.",
                "No process with a VM has the %s %.100s on its command line.", kind_of(choice),
                text_of(choice));
}

static bool search_all(const struct vm_choice *choice, struct search *search,
                       struct problem *problem)
{
    DIR *processes = process_list_open(problem);
    pid_t pid;

    if (processes == NULL) return false;
    while ((pid = next_id(processes)) != 0) look_at(pid, choice, search);
    closedir(processes);
    return true;
}

static void look_at(pid_t pid, const struct vm_choice *choice, struct search *search)
{
    static struct vm_descriptors vms;

    if (!vmm_fits(pid, choice) || runs_this_program(pid)) return;
    if (!vm_descriptors_find(pid, &vms)) {
        int error = errno;
        if ((error != EACCES && error != EPERM) || is_ancestor(pid)) return;
        search->denied = pid;
        search->denied_error = error;
    } else if (vms.count > 0 && search->found == 0) {
        search->found = pid;
    } else if (vms.count > 0) {
        search->second = pid;
    }
}
