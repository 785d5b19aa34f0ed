#include "kvm/judgement.h"

#include <errno.h>

#include "command/errno_name.h"
#include "input/filter_input.h"
#include "kvm/kvm_abi.h"
#include "kvm/odd_events.h"

static bool open_court(struct court *court, const struct kvm_host *host, struct problem *problem);
static void taken_filter(int error, const uint8_t *bytes, size_t size, struct x86_filter *filter);

bool court_convene(struct court *court, void (*give_up)(void), struct problem *problem)
{
    struct kvm_host host;
    bool opened;

    if (!kvm_host_open(&host, problem)) return false;
    give_up();
    if (kvm_host_capability(&host, KVM_ABI_CAP_PMU_EVENT_FILTER) != 0) {
        opened = open_court(court, &host, problem);
    } else {
        opened = fail(problem, FILTER_UNSUPPORTED, 0,
                      "Linux 5.3 and newer have them on Intel and AMD; see probe.",
                      "The KVM of this host has no PMU event filters (capability 173).");
    }
    kvm_host_close(&host);
    return opened;
}

static bool open_court(struct court *court, const struct kvm_host *host, struct problem *problem)
{
    if (!guarded_bytes_map(&court->memory, MAX_STRUCT_SIZE, problem)) return false;
    if (!scratch_vm_create(&court->vm, host, problem)) return false;
    court->known_flags = (uint32_t)kvm_host_capability(host, KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS);
    court->rules = scratch_vm_vendor_rules(&court->vm);
    return true;
}

void court_close(struct court *court)
{
    scratch_vm_close(&court->vm);
}

int court_judge(const struct court *court, const uint8_t *bytes, size_t size)
{
    return scratch_vm_set_filter(&court->vm, guarded_bytes_place(&court->memory, bytes, size));
}

void write_judgement(struct json *json, const struct court *court, int error, const uint8_t *bytes,
                     size_t size)
{
    struct x86_filter filter;

    taken_filter(error, bytes, size, &filter);
    json_string(json, "verdict", error == 0 ? "accepted" : "refused");
    json_string(json, "errno", error == 0 ? NULL : errno_name(error));
    write_odd_events(json, &filter, court->rules);
}

void warn_of_judgement(const struct court *court, int error, const uint8_t *bytes, size_t size)
{
    struct x86_filter filter;

    taken_filter(error, bytes, size, &filter);
    warn_of_odd_events(&filter, court->rules);
}

/* One that was refused has no events. */
static void taken_filter(int error, const uint8_t *bytes, size_t size, struct x86_filter *filter)
{
    if (error == 0 && x86_filter_read(bytes, size, filter)) return;
    *filter = (struct x86_filter){{0}, NULL};
}

const char *refusal_hint(const struct court *court, int error, const struct x86_filter *filter)
{
    if (error == E2BIG) return "A kernel takes at most 300 events.";
    if (error != EINVAL) return "See the kernel's log.";
    if (filter->header.action > X86_FILTER_DENY) return "The action is 0 (allow) or 1 (deny).";
    if ((filter->header.flags & ~(uint32_t)X86_FILTER_MASKED) != 0) {
        return "The only flag is bit 0, masked entries.";
    }
    if ((filter->header.flags & ~court->known_flags) != 0) {
        return "This kernel has no masked entries; Linux 6.3 and newer have.";
    }
    if (court->rules != RULES_INTEL) return "A masked entry has bits that must be 0.";
    return "A masked entry has bits that must be 0: Intel's rules hold here, selects have 8 bits.";
}

const char *vendor_rules_name(enum vendor_rules rules)
{
    static const char *const names[] = {
        [RULES_UNKNOWN] = NULL, [RULES_INTEL] = "intel", [RULES_AMD] = "amd"};

    return names[rules];
}
