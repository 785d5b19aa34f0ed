#ifndef X86_THREAD_ABI_H
#define X86_THREAD_ABI_H

#include <stddef.h>
#include <stdint.h>

/*
 * What the kernel saves of a thread on x86-64, as ptrace(2) gives it and as a signal's frame on the
 * stack holds it.
 *
 * Sources: kernel, arch/x86/include/asm/user_64.h (struct user_regs_struct),
 * arch/x86/include/uapi/asm/sigcontext.h, arch/x86/include/asm/sigframe.h and
 * include/uapi/asm-generic/ucontext.h.
 */

/** struct user_regs_struct: NT_PRSTATUS of PTRACE_GETREGSET. */
struct x86_registers {
    uint64_t r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8;
    uint64_t rax, rcx, rdx, rsi, rdi;
    /** The system call's number; -1 if the thread is in none. */
    uint64_t orig_rax;
    uint64_t rip, cs, eflags, rsp, ss;
    uint64_t fs_base, gs_base, ds, es, fs, gs;
};

_Static_assert(sizeof(struct x86_registers) == 216, "the size by which a 64-bit thread is told");
_Static_assert(offsetof(struct x86_registers, rax) == 80, "rax");
_Static_assert(offsetof(struct x86_registers, orig_rax) == 120, "orig_rax");
_Static_assert(offsetof(struct x86_registers, rsp) == 152, "rsp");

/** struct _fpx_sw_bytes, at X86_STATE_SW_BYTES of the saved extended state. */
struct x86_state_sw_bytes {
    uint32_t magic1;
    uint32_t extended_size;
    uint64_t xfeatures;
    uint32_t xstate_size;
    uint32_t padding[7];
};

_Static_assert(sizeof(struct x86_state_sw_bytes) == 48, "up to the end of the 512 bytes of FXSAVE");

/** struct sigcontext. */
struct x86_sigcontext {
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
    uint64_t rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags;
    uint16_t cs, gs, fs, ss;
    uint64_t error, trap, old_mask, cr2;
    uint64_t extended_state;
    uint64_t reserved[8];
};

_Static_assert(sizeof(struct x86_sigcontext) == 256, "sigcontext");

/** struct ucontext with the kernel's mask of 64 signals. */
struct x86_ucontext {
    uint64_t flags;
    uint64_t link;
    struct {
        uint64_t address;
        int32_t flags;
        uint32_t padding;
        uint64_t size;
    } alternate_stack;
    struct x86_sigcontext context;
    uint64_t signal_mask;
};

/** struct rt_sigframe. */
struct x86_rt_sigframe {
    uint64_t return_address;
    struct x86_ucontext ucontext;
    uint8_t siginfo[128];
};

_Static_assert(offsetof(struct x86_rt_sigframe, ucontext) == 8, "ucontext");
_Static_assert(offsetof(struct x86_ucontext, context) == 40, "context");
_Static_assert(offsetof(struct x86_ucontext, signal_mask) == 296, "signal mask");
_Static_assert(sizeof(struct x86_rt_sigframe) == 440, "rt_sigframe");

enum {
    /** How far below the stack pointer a function may keep what is its own (System V ABI). */
    X86_RED_ZONE = 128,

    /** UC_FP_XSTATE, UC_SIGCONTEXT_SS and UC_STRICT_RESTORE_SS: as the kernel's own frames. */
    X86_UC_FLAGS = 1 | 2 | 4,

    /** Where struct _fpx_sw_bytes is in the extended state. */
    X86_STATE_SW_BYTES = 464,
    X86_STATE_MAGIC1 = 0x46505853,
    X86_STATE_MAGIC2 = 0x46505845,
    /** The header behind FXSAVE's 512 bytes begins with XSTATE_BV. */
    X86_STATE_BV = 512,
    /** FXSAVE's bytes and the header. */
    X86_STATE_SMALLEST = 576,
    /** XFEATURE_XTILE_DATA: a thread has it only if it asked for it. */
    X86_FEATURE_TILE_DATA = 18,

    /** The selectors of a 64-bit thread's code: __USER_CS. */
    X86_USER_CS = 0x33,

    X86_SYS_RT_SIGRETURN = 15,
    X86_SYS_IOCTL = 16,
};

/** What a handler begins without (kernel, handle_signal()): TF and DF; AC as for any C code. */
#define X86_FLAGS_CLEARED (UINT64_C(1) << 8 | UINT64_C(1) << 10 | UINT64_C(1) << 18)

/** __X32_SYSCALL_BIT. */
#define X86_X32_CALL UINT64_C(0x40000000)

#endif
