#ifndef ARM64_JUDGEMENT_H
#define ARM64_JUDGEMENT_H

#include "command/json.h"
#include "kvm/arm64_filter.h"
#include "kvm/arm64_scratch_vm.h"
#include "kvm/guarded_bytes.h"

/** Where filters of arm64 are judged: a VM, what is known of its kernel, and memory for filters. */
struct arm64_court {
    struct arm64_scratch_vm vm;
    /** Of event numbers: 10, 16, or 0 if that is not known. */
    int event_bits;
    struct guarded_bytes memory;
};

/** The kernel's answer to the calls of a filter, up to the first that it refused. */
struct arm64_verdict {
    /** 0 if it took them all, else the errno. */
    int error;
    /** Which call was refused, from 0. */
    size_t call;
};

/**
 * Sets up the court for filters of at most `capacity` bytes. Fails as arm64_scratch_vm_create()
 * does, or with MEMORY_MISSING.
 */
bool arm64_court_open(struct arm64_court *court, const struct kvm_host *host, size_t capacity,
                      struct problem *problem);

void arm64_court_close(struct arm64_court *court);

/**
 * The kernel's verdict on the calls in these bytes, at least one, which it cannot read on past the
 * end of: a call that is not whole is EFAULT.
 */
struct arm64_verdict arm64_court_judge(const struct arm64_court *court, const uint8_t *bytes,
                                       size_t size);

/** Writes the members `verdict`, `errno` and `call` of an object (README.md). */
void write_arm64_judgement(struct json *json, const struct arm64_verdict *verdict);

/** What is known about why the kernel refused a call with this errno: a sentence. */
const char *arm64_refusal_hint(const struct arm64_court *court, int error,
                               const struct arm64_filter_call *call);

#endif
