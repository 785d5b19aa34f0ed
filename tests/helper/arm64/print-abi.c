/* Prints the helper's idea of arm64's ABI as JSON, and the bytes of two calls made with it. */
#include <stdio.h>

#include "kvm/arm64_filter_abi.h"

#define NUMBER(name, value) printf("\"%s\":%lld,", name, (long long)(value))

int main(void)
{
    const struct arm64_filter_call calls[] = {
        {.base_event = 0x4005, .nevents = 0x102, .action = ARM64_FILTER_DENY},
        {.base_event = 0x11, .nevents = 1, .action = ARM64_FILTER_ALLOW},
    };
    const unsigned char *bytes = (const unsigned char *)calls;

    printf("{");
    NUMBER("setDeviceAttr", ARM64_SET_DEVICE_ATTR);
    NUMBER("hasDeviceAttr", ARM64_HAS_DEVICE_ATTR);
    NUMBER("vcpuFeaturePmuV3", ARM64_VCPU_FEATURE_PMU_V3);
    NUMBER("group", ARM64_PMU_GROUP);
    NUMBER("attrInit", ARM64_PMU_INIT);
    NUMBER("attrFilter", ARM64_PMU_FILTER);
    NUMBER("actionAllow", ARM64_FILTER_ALLOW);
    NUMBER("actionDeny", ARM64_FILTER_DENY);
    NUMBER("maxEvents", UINT16_MAX);
    NUMBER("baseEvent", offsetof(struct arm64_filter_call, base_event));
    NUMBER("nevents", offsetof(struct arm64_filter_call, nevents));
    NUMBER("action", offsetof(struct arm64_filter_call, action));
    NUMBER("pad", offsetof(struct arm64_filter_call, pad));
    NUMBER("size", sizeof(struct arm64_filter_call));
    printf("\"bytes\":\"");
    for (size_t i = 0; i < sizeof calls; i++) printf("%02x", bytes[i]);
    printf("\"}\n");
    return 0;
}
