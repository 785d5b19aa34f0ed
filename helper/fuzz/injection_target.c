#include "injection_target.h"

#include <stdlib.h>
#include <string.h>

#include "injection/executable_code.h"
#include "injection/extended_state.h"
#include "injection/handler_stack.h"
#include "injection/mapping_line.h"
#include "injection/memory_maps.h"
#include "injection/restart.h"
#include "injection/seccomp_filter.h"
#include "injection/thread_look.h"
#include "injection/thread_status.h"
#include "injection/x86_thread_abi.h"
#include "must_hold.h"

static void parse_maps(const char *text, size_t size);
static void parse_thread(const char *text, size_t size);
static void search_code(const uint8_t *bytes, size_t size);
static void run_filter(const uint8_t *bytes, size_t size);
static void mark_state(const uint8_t *bytes, size_t size);
static void plan_restart(const uint8_t *bytes, size_t size);

void fuzz_injection(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size == 0 ? 1 : size);

    MUST_HOLD(copy != NULL);
    if (size > 0) memcpy(copy, bytes, size);
    parse_maps((const char *)copy, size);
    parse_thread((const char *)copy, size);
    search_code(copy, size);
    run_filter(copy, size);
    mark_state(copy, size);
    plan_restart(copy, size);
    handler_frame_on_stack(copy, size, 8 * size);
    free(copy);
}

static void parse_maps(const char *text, size_t size)
{
    struct memory_maps maps;
    struct mapping mapping;

    if (mapping_line_parse(text, size, &mapping)) MUST_HOLD(mapping.start < mapping.end);
    MUST_HOLD(memory_maps_parse(text, size, &maps));
    for (size_t i = 0; i < maps.count; i++) {
        MUST_HOLD(memory_maps_find(&maps, maps.mappings[i].start) != NULL);
    }
    memory_maps_free(&maps);
}

static void parse_thread(const char *text, size_t size)
{
    struct thread_status status;
    struct system_call call;

    bool whole = thread_status_parse(text, size, &status);
    MUST_HOLD(!whole || text[size - 1] == '\n');
    MUST_HOLD(status.tracer >= 0 && (int)status.seccomp >= 0 && (int)status.seccomp <= 2);
    call.on_socket = size % 2 != 0;
    if (thread_syscall_parse(text, size, &call)) {
        MUST_HOLD(call.number >= 0);
        MUST_HOLD(restart_rank(&call) <= RESTART_NEVER);
    }
}

static void search_code(const uint8_t *bytes, size_t size)
{
    struct executable_code code = {.call = 0};

    executable_code_search(bytes, size, 4096, &code);
    if (code.call != 0) MUST_HOLD(code.call_end <= 4096 + size && bytes[code.call - 4096] == 0x0f);
    if (code.signal_return == 0) return;
    MUST_HOLD(code.signal_return_end <= 4096 + size);
    MUST_HOLD(bytes[code.signal_return_end - 4096 - 1] == 0x05);
}

static void run_filter(const uint8_t *bytes, size_t size)
{
    const struct seccomp_data data = {.number = 16, .architecture = SECCOMP_X86_64};
    size_t length = size / sizeof(struct bpf_instruction);
    struct bpf_instruction *program = malloc(size + sizeof *program);

    MUST_HOLD(program != NULL);
    memcpy(program, bytes, length * sizeof *program);
    seccomp_filter_lets_through(program, length, &data);
    program[length] = (struct bpf_instruction){.code = 6, .constant = SECCOMP_ANSWER_ALLOW};
    seccomp_filter_run(program, length + 1, &data);
    MUST_HOLD(seccomp_filter_lets_through(program + length, 1, &data));
    free(program);
}

/* As a CPU has it that puts the features one behind the other. */
static size_t extent(unsigned feature)
{
    return X86_STATE_SMALLEST + 64 * (size_t)feature;
}

static void mark_state(const uint8_t *bytes, size_t size)
{
    static struct extended_state state;

    if (size > sizeof state.bytes) return;
    memcpy(state.bytes, bytes, size);
    if (!extended_state_mark(&state, size, extent)) return;
    MUST_HOLD(state.size == size + 4);
    uint32_t used;
    memcpy(&used, state.bytes + X86_STATE_SW_BYTES + 16, sizeof used);
    MUST_HOLD(used >= X86_STATE_SMALLEST && used <= size);
}

static void plan_restart(const uint8_t *bytes, size_t size)
{
    struct x86_registers registers;
    struct restart_plan plan;

    if (size < sizeof registers) return;
    memcpy(&registers, bytes, sizeof registers);
    registers.orig_rax %= 512;
    registers.rax = (uint64_t) - (int64_t)(registers.rax % 520);
    restart_plan(&registers, &plan);
    MUST_HOLD(plan.put_back.rip == registers.rip && plan.put_back.rsp == registers.rsp);
    MUST_HOLD(plan.frame.rip == registers.rip || plan.frame.rax == registers.orig_rax);
    registers.orig_rax = UINT64_MAX;
    restart_plan(&registers, &plan);
    MUST_HOLD(memcmp(&plan.frame, &registers, sizeof registers) == 0);
}
