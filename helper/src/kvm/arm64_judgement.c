#include "kvm/arm64_judgement.h"

#include <errno.h>

#include "command/errno_name.h"

bool arm64_court_open(struct arm64_court *court, const struct kvm_host *host, size_t capacity,
                      struct problem *problem)
{
    if (!guarded_bytes_map(&court->memory, capacity, problem)) return false;
    if (!arm64_scratch_vm_create(&court->vm, host, problem)) return false;
    court->event_bits = arm64_scratch_vm_event_bits(&court->vm);
    return true;
}

void arm64_court_close(struct arm64_court *court)
{
    arm64_scratch_vm_close(&court->vm);
}

struct arm64_verdict arm64_court_judge(const struct arm64_court *court, const uint8_t *bytes,
                                       size_t size)
{
    const uint8_t *place = guarded_bytes_place(&court->memory, bytes, size);
    struct arm64_verdict verdict = {0, 0};

    do {
        const uint8_t *call = place + verdict.call * sizeof(struct arm64_filter_call);
        verdict.error = arm64_scratch_vm_call(&court->vm, call);
        if (verdict.error != 0) return verdict;
        verdict.call++;
    } while (verdict.call < arm64_filter_calls(size));
    return verdict;
}

void write_arm64_judgement(struct json *json, const struct arm64_verdict *verdict)
{
    bool accepted = verdict->error == 0;

    json_string(json, "verdict", accepted ? "accepted" : "refused");
    json_string(json, "errno", accepted ? NULL : errno_name(verdict->error));
    if (accepted) {
        json_null(json, "call");
    } else {
        json_number(json, "call", (int64_t)verdict->call);
    }
}

const char *arm64_refusal_hint(const struct arm64_court *court, int error,
                               const struct arm64_filter_call *call)
{
    if (error != EINVAL) return "See the kernel's log.";
    if (call->action > ARM64_FILTER_DENY) return "The action is 0 (allow) or 1 (deny).";
    if (court->event_bits == ARM64_EVENT_BITS_NARROW) {
        return "base_event and nevents reach beyond 0x3ff: the host's event numbers have 10 bits.";
    }
    return "base_event and nevents reach beyond the last event; say the whole space in two calls.";
}
