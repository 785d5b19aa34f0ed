#include "preload/machine.h"

#if defined(__x86_64__)

#include <errno.h>

#include "kvm/kvm_abi.h"
#include "kvm/x86_filter_abi.h"
#include "preload/carried_record.h"
#include "preload/failure.h"
#include "preload/inherited.h"
#include "preload/ioctl.h"

static void set_filter(int vm);
static void own_filter(void);
static void filter_refused(int error);
static const char *refusal_hint(int error);

void machine_before_ioctl(int fd, unsigned request, const void *argument)
{
    (void)fd;
    (void)argument;
    if (request == X86_FILTER_SET && inherited.required) own_filter();
}

/* Where the VMM goes on, it goes on with its own filter, so that the record is no longer true. */
void machine_after_ioctl(int fd, unsigned request, long result)
{
    if (request == KVM_ABI_CREATE_VM) set_filter((int)result);
    if (request != X86_FILTER_SET) return;
    drop_record(fd);
    own_filter();
}

/* The VM's descriptor is not yet the VMM's: it can have no vCPU, and nothing of it has run. */
static void set_filter(int vm)
{
    long error = raw_ioctl(vm, X86_FILTER_SET, inherited.filter);

    if (error < 0) {
        filter_refused((int)-error);
    } else {
        carry_record(vm);
    }
}

static void own_filter(void)
{
    report_failure("The VMM sets a PMU event filter of its own in place of exec's: take it off its "
                   "command line, or do without exec.",
                   "PROGRAM_UNUSABLE", 0, EXIT_TARGET);
}

static void filter_refused(int error)
{
    if (error == ENOTTY) {
        report_failure("The KVM of this host has no PMU event filters.", "FILTER_UNSUPPORTED",
                       error, EXIT_HOST);
    } else {
        report_refusal(error, refusal_hint(error));
    }
}

static const char *refusal_hint(int error)
{
    if (error == E2BIG) return "A kernel takes at most 300 events.";
    if (error != EINVAL) return "See the kernel's log.";
    return "Its action, a flag or a masked entry is invalid here; kvm-pmu-filter check says which.";
}

#endif
