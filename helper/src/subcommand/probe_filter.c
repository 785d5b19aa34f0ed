#include "subcommand/probe_filter.h"

#include "command/errno_name.h"
#include "kvm/arm64_scratch_vm.h"
#include "kvm/host_form.h"
#include "kvm/kvm_abi.h"

/** What KVM's answers come to. */
struct filter_probe {
    /** "x86", "arm64", or NULL if this KVM takes no filters. */
    const char *form;
    /** Why it takes none; 0 if it does, or if KVM answered without an error. */
    int error;
    /** Whether a running VM can be given one. */
    bool live;
    /** arm64: of event numbers; 0 where that is not known, and on x86. */
    int event_bits;
};

static struct filter_probe probe_x86(const struct kvm_host *host);
static struct filter_probe probe_arm64(const struct kvm_host *host);

void write_filter_probe(struct json *json, const struct kvm_host *host)
{
    struct filter_probe found = HOST_FORM == FORM_ARM64 ? probe_arm64(host) : probe_x86(host);

    json_open_object(json, "filter");
    json_string(json, "form", found.form);
    json_string(json, "errno", found.error == 0 ? NULL : errno_name(found.error));
    json_boolean(json, "live", found.live);
    if (found.event_bits == 0) {
        json_null(json, "eventBits");
    } else {
        json_number(json, "eventBits", found.event_bits);
    }
    json_close_object(json);
}

static struct filter_probe probe_x86(const struct kvm_host *host)
{
    bool filters = kvm_host_capability(host, KVM_ABI_CAP_PMU_EVENT_FILTER) != 0;

    return (struct filter_probe){.form = filters ? "x86" : NULL, .live = filters};
}

/* Never live: once a vCPU has run, the kernel refuses with EBUSY (pmu-emul.c). */
static struct filter_probe probe_arm64(const struct kvm_host *host)
{
    struct filter_probe found = {.form = NULL};
    struct arm64_scratch_vm vm;
    struct problem problem;

    if (!arm64_scratch_vm_create(&vm, host, &problem)) {
        found.error = problem.error;
        return found;
    }
    found.form = "arm64";
    found.event_bits = arm64_scratch_vm_event_bits(&vm);
    arm64_scratch_vm_close(&vm);
    return found;
}
