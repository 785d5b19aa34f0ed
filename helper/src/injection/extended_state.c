#include "injection/extended_state.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include "injection/ptrace_abi.h"
#include "injection/x86_thread_abi.h"

#ifdef __x86_64__
#include <cpuid.h>
#endif

/** Where each feature ends; 0 of one that this CPU has not. */
static size_t extents[64];

static size_t extent_on_this_cpu(unsigned feature);
static size_t size_for(uint64_t features, size_t (*extent)(unsigned feature));

/* CPUID leaf 0xd: sub-leaf 0 has the features, that of a feature its size (EAX) and offset (EBX).
 */
void extended_state_learn(void)
{
#ifdef __x86_64__
    unsigned low, high, size = 0, offset = 0, other;

    if (__get_cpuid_count(0xd, 0, &low, &offset, &other, &high) == 0) return;
    const uint64_t features = (uint64_t)high << 32 | low;
    for (unsigned feature = 2; feature < 63; feature++) {
        if ((features >> feature & 1) == 0) continue;
        __get_cpuid_count(0xd, feature, &size, &offset, &other, &high);
        extents[feature] = (size_t)offset + size;
    }
#endif
}

bool extended_state_read(pid_t thread, struct extended_state *state)
{
    struct iovec vector = {.iov_base = state->bytes, .iov_len = sizeof state->bytes};

    if (trace(TRACE_GETREGSET, thread, REGISTERS_EXTENDED, &vector) != 0) {
        if (errno == ENODEV || errno == EINVAL) errno = ENOTSUP;
        return false;
    }
    errno = ENOTSUP;
    return extended_state_mark(state, vector.iov_len, extent_on_this_cpu);
}

bool extended_state_mark(struct extended_state *state, size_t size,
                         size_t (*extent)(unsigned feature))
{
    const uint32_t magic2 = X86_STATE_MAGIC2;
    struct x86_state_sw_bytes marks = {.magic1 = X86_STATE_MAGIC1};
    uint64_t in_use;

    if (size < X86_STATE_SMALLEST || size > sizeof state->bytes - sizeof magic2) return false;
    memcpy(&marks.xfeatures, state->bytes + X86_STATE_SW_BYTES, sizeof marks.xfeatures);
    memcpy(&in_use, state->bytes + X86_STATE_BV, sizeof in_use);
    if ((in_use >> X86_FEATURE_TILE_DATA & 1) == 0) {
        marks.xfeatures &= ~(UINT64_C(1) << X86_FEATURE_TILE_DATA);
    }
    size_t used = size_for(marks.xfeatures, extent);
    if (used > size) return false;
    marks.xstate_size = (uint32_t)used;
    marks.extended_size = (uint32_t)(used + sizeof magic2);
    memcpy(state->bytes + X86_STATE_SW_BYTES, &marks, sizeof marks);
    /* Some kernels look for it behind the thread's own size, not behind the frame's. */
    memcpy(state->bytes + used, &magic2, sizeof magic2);
    memcpy(state->bytes + size, &magic2, sizeof magic2);
    state->size = size + sizeof magic2;
    return true;
}

static size_t size_for(uint64_t features, size_t (*extent)(unsigned feature))
{
    size_t size = X86_STATE_SMALLEST;

    for (unsigned feature = 2; feature < 64; feature++) {
        if ((features >> feature & 1) == 0) continue;
        size_t end = extent(feature);
        if (end > size) size = end;
    }
    return size;
}

static size_t extent_on_this_cpu(unsigned feature)
{
    return extents[feature] == 0 ? SIZE_MAX : extents[feature];
}
