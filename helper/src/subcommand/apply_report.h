#ifndef APPLY_REPORT_H
#define APPLY_REPORT_H

#include "input/filter_input.h"
#include "kvm/judgement.h"
#include "process/vm_process.h"
#include "process/vmm_command_line.h"
#include "subcommand/recorded_injection.h"

/** All about one run of `apply` or `clear`. */
struct application {
    /** Of the scratch VM; with `judged` only. */
    struct court court;
    bool judged;
    struct filter_input input;
    struct x86_filter filter;
    struct vm_process process;
    int vm_fd;
    struct vmm_command_line vmm;
    struct recorded_result result;
    /** 0, or the errno with which the kernel refused it, for the scratch VM or for the VM. */
    int error;
};

/**
 * Writes the JSON of a filter that the kernel took or refused, or was not asked about, and tells of
 * the refusal.
 *
 * @param other the problem where the filter is another owner's, which is told, too; else NULL
 */
bool report_application(enum subcommand subcommand, const struct application *application,
                        const struct problem *other, struct problem *problem);

#endif
