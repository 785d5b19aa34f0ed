#ifndef SECCOMP_FILTER_H
#define SECCOMP_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** struct sock_filter: an instruction of classic BPF. */
struct bpf_instruction {
    uint16_t code;
    uint8_t if_true;
    uint8_t if_false;
    uint32_t constant;
};

_Static_assert(sizeof(struct bpf_instruction) == 8, "struct sock_filter");

/** BPF_MAXINSNS. */
enum { MAX_BPF_INSTRUCTIONS = 4096 };

/** struct seccomp_data: what a filter is shown of a system call. */
struct seccomp_data {
    int32_t number;
    uint32_t architecture;
    uint64_t instruction_pointer;
    uint64_t arguments[6];
};

_Static_assert(sizeof(struct seccomp_data) == 64, "struct seccomp_data");

/** AUDIT_ARCH_X86_64. */
#define SECCOMP_X86_64 UINT32_C(0xc000003e)

/** Actions are in the upper half of a filter's answer (include/uapi/linux/seccomp.h). */
#define SECCOMP_ANSWER_ALLOW UINT32_C(0x7fff0000)
#define SECCOMP_ANSWER_LOG UINT32_C(0x7ffc0000)
#define SECCOMP_ANSWER_KILL_PROCESS UINT32_C(0x80000000)

/**
 * What a filter answers to a call. The instructions are those that the kernel admits for seccomp
 * (kernel/seccomp.c, seccomp_check_filter()); to anything else the answer is to kill the process.
 */
uint32_t seccomp_filter_run(const struct bpf_instruction *program, size_t length,
                            const struct seccomp_data *data);

/** Whether the call goes through as if there were no filter. Of several filters all must say so. */
bool seccomp_filter_lets_through(const struct bpf_instruction *program, size_t length,
                                 const struct seccomp_data *data);

#endif
