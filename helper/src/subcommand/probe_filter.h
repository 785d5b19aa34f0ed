#ifndef PROBE_FILTER_H
#define PROBE_FILTER_H

#include "command/json.h"
#include "kvm/kvm_host.h"

/** Writes the member `filter` of probe's `kvm`: which filters this KVM takes, and when (README.md).
 */
void write_filter_probe(struct json *json, const struct kvm_host *host);

#endif
