#include "subcommand/probe.h"

#include <stddef.h>
#include <sys/utsname.h>

#include "command/errno_name.h"
#include "command/report.h"
#include "kvm/judgement.h"
#include "kvm/kvm_abi.h"
#include "rights/ptrace_rights.h"
#include "subcommand/probe_filter.h"

/** An answer that may not be known. */
enum answer { NO, YES, UNKNOWN };

static void write_kvm(struct json *json);
static void write_opened_kvm(struct json *json, const struct kvm_host *host);
static void write_scratch_vm(struct json *json, const struct kvm_host *host);
static enum answer has_vpmu(const struct kvm_host *host);
static const char *access_name(enum problem_code code);
static void write_ptrace(struct json *json);
static void write_errno(struct json *json, const char *key, int error);
static void write_answer(struct json *json, const char *key, enum answer answer);

bool probe(struct problem *problem)
{
    struct utsname system;
    struct json json;
    bool named = uname(&system) == 0;

    report_open(&json, PROBE, true);
    json_string(&json, "machine", named ? system.machine : NULL);
    json_string(&json, "kernel", named ? system.release : NULL);
    write_kvm(&json);
    write_ptrace(&json);
    return report_close(&json, problem);
}

/* The members that write_opened_kvm() writes. */
static const char *const unknown[] = {"apiVersion", "capabilities", "vpmu",
                                      "scratchVm",  "vendorRules",  "filter"};

static void write_kvm(struct json *json)
{
    struct kvm_host host;
    struct problem problem = {.code = NO_PROBLEM};
    bool opened = kvm_host_open(&host, &problem);

    json_open_object(json, "kvm");
    json_string(json, "device", KVM_DEVICE);
    json_string(json, "access", access_name(problem.code));
    write_errno(json, "errno", problem.error);
    if (opened) {
        write_opened_kvm(json, &host);
        kvm_host_close(&host);
    } else {
        for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) json_null(json, unknown[i]);
    }
    json_close_object(json);
}

static const struct {
    const char *name;
    int number;
} capabilities[] = {
    {"pmuEventFilter", KVM_ABI_CAP_PMU_EVENT_FILTER},
    {"pmuCapability", KVM_ABI_CAP_PMU_CAPABILITY},
    {"pmuEventMaskedEvents", KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS},
    {"armPmuV3", KVM_ABI_CAP_ARM_PMU_V3},
};

static void write_opened_kvm(struct json *json, const struct kvm_host *host)
{
    json_number(json, "apiVersion", host->api_version);
    json_open_object(json, "capabilities");
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++) {
        json_number(json, capabilities[i].name, kvm_host_capability(host, capabilities[i].number));
    }
    json_close_object(json);
    write_answer(json, "vpmu", has_vpmu(host));
    write_scratch_vm(json, host);
    write_filter_probe(json, host);
}

/* Before Linux 5.18 x86 cannot be asked: any newer capability tells that it knows the question. */
static enum answer has_vpmu(const struct kvm_host *host)
{
    if (kvm_host_capability(host, KVM_ABI_CAP_PMU_CAPABILITY) != 0) return YES;
    if (kvm_host_capability(host, KVM_ABI_CAP_ARM_PMU_V3) != 0) return YES;
    if (kvm_host_capability(host, KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS) != 0) return NO;
    return kvm_host_capability(host, KVM_ABI_CAP_PMU_EVENT_FILTER) != 0 ? UNKNOWN : NO;
}

static void write_scratch_vm(struct json *json, const struct kvm_host *host)
{
    struct scratch_vm vm;
    struct problem problem = {.code = NO_PROBLEM};
    bool created = scratch_vm_create(&vm, host, &problem);

    json_open_object(json, "scratchVm");
    json_boolean(json, "created", created);
    write_errno(json, "errno", problem.error);
    json_close_object(json);
    json_string(json, "vendorRules",
                created ? vendor_rules_name(scratch_vm_vendor_rules(&vm)) : NULL);
    if (created) scratch_vm_close(&vm);
}

static const char *access_name(enum problem_code code)
{
    switch (code) {
    case NO_PROBLEM:
        return "ok";
    case KVM_MISSING:
        return "missing";
    case KVM_DENIED:
        return "denied";
    default:
        return "unusable";
    }
}

static void write_ptrace(struct json *json)
{
    static const char *const reaches[] = {
        [REACH_NONE] = "none",         [REACH_DESCENDANTS] = "descendants",
        [REACH_OWN_USER] = "own-user", [REACH_USER_NAMESPACE] = "user-namespace",
        [REACH_ANY] = "any",
    };
    struct ptrace_rights rights;

    ptrace_rights_find(&rights);
    json_open_object(json, "ptrace");
    json_string(json, "reach", reaches[rights.reach]);
    write_errno(json, "errno", rights.trial_error);
    json_number(json, "uid", rights.uid);
    json_boolean(json, "capSysPtrace", rights.capability);
    json_boolean(json, "initialUserNamespace", rights.initial_user_namespace);
    if (rights.yama_scope >= 0) {
        json_number(json, "yamaScope", rights.yama_scope);
    } else {
        json_null(json, "yamaScope");
    }
    json_close_object(json);
}

static void write_errno(struct json *json, const char *key, int error)
{
    json_string(json, key, error == 0 ? NULL : errno_name(error));
}

static void write_answer(struct json *json, const char *key, enum answer answer)
{
    if (answer == UNKNOWN) {
        json_null(json, key);
    } else {
        json_boolean(json, key, answer == YES);
    }
}
