/*
 * Holds the helper's own definitions of what the kernel saves of a thread against the headers it is
 * compiled with. Nothing here ends up in the program.
 */
#include "injection/ptrace_abi.h"
#include "injection/x86_thread_abi.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/user.h>

/** Without a declaration a translation unit is empty, which ISO C forbids. */
typedef struct x86_registers checked_here;

#ifdef __x86_64__
#define SAME_PLACE(ours, theirs) \
    (offsetof(struct x86_registers, ours) == offsetof(struct user_regs_struct, theirs))

_Static_assert(sizeof(struct x86_registers) == sizeof(struct user_regs_struct), "size");
_Static_assert(SAME_PLACE(rbx, rbx) && SAME_PLACE(rax, rax) && SAME_PLACE(rdi, rdi), "registers");
_Static_assert(SAME_PLACE(orig_rax, orig_rax) && SAME_PLACE(rip, rip), "call");
_Static_assert(SAME_PLACE(eflags, eflags) && SAME_PLACE(rsp, rsp), "stack");
_Static_assert(SAME_PLACE(fs_base, fs_base) && SAME_PLACE(gs, gs), "segments");
#endif

_Static_assert((int)TRACE_CONT == (int)PTRACE_CONT, "PTRACE_CONT");
_Static_assert((int)TRACE_DETACH == (int)PTRACE_DETACH, "PTRACE_DETACH");
_Static_assert((int)TRACE_SYSCALL == (int)PTRACE_SYSCALL, "PTRACE_SYSCALL");
_Static_assert((int)TRACE_GETREGSET == (int)PTRACE_GETREGSET, "PTRACE_GETREGSET");
_Static_assert((int)TRACE_SETREGSET == (int)PTRACE_SETREGSET, "PTRACE_SETREGSET");
_Static_assert((int)TRACE_SEIZE == (int)PTRACE_SEIZE, "PTRACE_SEIZE");
_Static_assert((int)TRACE_INTERRUPT == (int)PTRACE_INTERRUPT, "PTRACE_INTERRUPT");
_Static_assert((int)TRACE_GETSIGMASK == (int)PTRACE_GETSIGMASK, "PTRACE_GETSIGMASK");
_Static_assert((int)TRACE_SETSIGMASK == (int)PTRACE_SETSIGMASK, "PTRACE_SETSIGMASK");
_Static_assert((int)TRACE_O_TRACESYSGOOD == (int)PTRACE_O_TRACESYSGOOD, "PTRACE_O_TRACESYSGOOD");
_Static_assert((int)REGISTERS_GENERAL == (int)NT_PRSTATUS, "NT_PRSTATUS");
_Static_assert((int)REGISTERS_EXTENDED == (int)NT_X86_XSTATE, "NT_X86_XSTATE");
