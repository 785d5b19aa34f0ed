/* Prints the helper's idea of the ABI as JSON, and a struct made with it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kvm/kvm_abi.h"
#include "kvm/x86_filter_abi.h"

#define NUMBER(name, value) printf("\"%s\":%lld,", name, (long long)(value))
#define CODE(name, value)                                                      \
  printf("\"%s\":\"%" PRIu64 "\",", name, (uint64_t)(value))

int main(void) {
  const uint64_t event =
      X86_EVENT_MASK | X86_EVENT_EXCLUDE | UINT64_C(0x3000034c5);
  const struct x86_filter_header header = {
      .action = X86_FILTER_DENY,
      .nevents = 1,
      .fixed_counter_bitmap = 0x80000007,
      .flags = X86_FILTER_MASKED,
  };
  unsigned char bytes[sizeof header + sizeof event];

  printf("{");
  NUMBER("setPmuEventFilter", X86_FILTER_SET);
  NUMBER("capPmuEventFilter", KVM_ABI_CAP_PMU_EVENT_FILTER);
  NUMBER("capPmuCapability", KVM_ABI_CAP_PMU_CAPABILITY);
  NUMBER("capPmuEventMaskedEvents", KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS);
  NUMBER("actionAllow", X86_FILTER_ALLOW);
  NUMBER("actionDeny", X86_FILTER_DENY);
  NUMBER("flagMaskedEvents", X86_FILTER_MASKED);
  NUMBER("maxEvents", X86_FILTER_MAX_EVENTS);
  NUMBER("action", offsetof(struct x86_filter_header, action));
  NUMBER("nevents", offsetof(struct x86_filter_header, nevents));
  NUMBER("fixedCounterBitmap",
         offsetof(struct x86_filter_header, fixed_counter_bitmap));
  NUMBER("flags", offsetof(struct x86_filter_header, flags));
  NUMBER("pad", offsetof(struct x86_filter_header, pad));
  NUMBER("events", sizeof(struct x86_filter_header));
  NUMBER("eventSize", sizeof event);
  CODE("selectLow", X86_EVENT_SELECT_LOW);
  CODE("umask", X86_EVENT_UMASK);
  CODE("selectHigh", X86_EVENT_SELECT_HIGH);
  CODE("exclude", X86_EVENT_EXCLUDE);
  CODE("mask", X86_EVENT_MASK);
  memcpy(bytes, &header, sizeof header);
  memcpy(bytes + sizeof header, &event, sizeof event);
  printf("\"bytes\":\"");
  for (size_t i = 0; i < sizeof bytes; i++)
    printf("%02x", bytes[i]);
  printf("\"}\n");
  return 0;
}
