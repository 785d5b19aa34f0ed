#ifndef JUDGEMENT_H
#define JUDGEMENT_H

#include "command/json.h"
#include "kvm/guarded_bytes.h"
#include "kvm/scratch_vm.h"

/** Where filters are judged: a VM, what is known of its kernel, and memory to hand filters over. */
struct court {
    struct scratch_vm vm;
    /** The valid flags: 0 before Linux 6.3, which has no masked entries. */
    uint32_t known_flags;
    enum vendor_rules rules;
    struct guarded_bytes memory;
};

/**
 * Sets up the court of this host, for filters of at most MAX_STRUCT_SIZE bytes. `give_up` is called
 * once /dev/kvm is open, to give up the rights that are not needed from there on. Fails with
 * KVM_MISSING, KVM_DENIED, KVM_UNUSABLE, FILTER_UNSUPPORTED or MEMORY_MISSING.
 */
bool court_convene(struct court *court, void (*give_up)(void), struct problem *problem);

void court_close(struct court *court);

/**
 * The kernel's verdict on these bytes, of which it cannot read on past the end.
 *
 * @return 0 if it took the filter, else the errno
 */
int court_judge(const struct court *court, const uint8_t *bytes, size_t size);

/**
 * Writes the members `verdict`, `errno`, `dropped` and `dead` of an object: the kernel's answer,
 * and what it does not tell of a filter that it takes (README.md).
 */
void write_judgement(struct json *json, const struct court *court, int error, const uint8_t *bytes,
                     size_t size);

/** Tells on stderr how many of its events are of no use, if any are, of a filter that was taken. */
void warn_of_judgement(const struct court *court, int error, const uint8_t *bytes, size_t size);

/** What is known about why the kernel refused a filter with this errno: a sentence. */
const char *refusal_hint(const struct court *court, int error, const struct x86_filter *filter);

/** "intel", "amd" or NULL. */
const char *vendor_rules_name(enum vendor_rules rules);

#endif
