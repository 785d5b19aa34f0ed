#include "kvm/judgement.h"

#include <errno.h>

#include "command/errno_name.h"
#include "kvm/kvm_abi.h"

static void write_odd_events(struct json *json, const char *key, const struct x86_filter *filter,
                             uint64_t (*odd_bits)(uint64_t event, enum vendor_rules rules),
                             enum vendor_rules rules);
static uint64_t stray_bits(uint64_t event, enum vendor_rules rules);
static uint64_t dead_bits(uint64_t event, enum vendor_rules rules);

bool court_open(struct court *court, const struct kvm_host *host, size_t capacity,
                struct problem *problem)
{
    if (!guarded_bytes_map(&court->memory, capacity, problem)) return false;
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
    struct x86_filter none = {{0}, NULL};

    if (error != 0 || !x86_filter_read(bytes, size, &filter)) filter = none;
    bool masked = filter.header.flags == X86_FILTER_MASKED;
    json_string(json, "verdict", error == 0 ? "accepted" : "refused");
    json_string(json, "errno", error == 0 ? NULL : errno_name(error));
    write_odd_events(json, "dropped", masked ? &none : &filter, stray_bits, court->rules);
    write_odd_events(json, "dead", masked ? &filter : &none, dead_bits, court->rules);
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

static void write_odd_events(struct json *json, const char *key, const struct x86_filter *filter,
                             uint64_t (*odd_bits)(uint64_t event, enum vendor_rules rules),
                             enum vendor_rules rules)
{
    json_open_list(json, key);
    for (size_t i = 0; i < filter->header.nevents; i++) {
        uint64_t event = x86_filter_event(filter, i);
        uint64_t bits = odd_bits(event, rules);
        if (bits == 0) continue;
        json_open_object(json, NULL);
        json_number(json, "index", (int64_t)i);
        json_hexadecimal(json, "code", event);
        json_hexadecimal(json, "bits", bits);
        json_close_object(json);
    }
    json_close_list(json);
}

static uint64_t stray_bits(uint64_t event, enum vendor_rules rules)
{
    return x86_event_stray_bits(event, false, rules);
}

static uint64_t dead_bits(uint64_t event, enum vendor_rules rules)
{
    (void)rules;
    return x86_event_dead_bits(event);
}
