/*
 * Computes, and looks whether any register changed meanwhile: all general-purpose ones, the flags,
 * the red zone, and the whole floating-point and vector state.
 */
#include <cpuid.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "victim.h"

enum { GENERAL = 16, RED_ZONE = 16 };

/* Written by spin(). */
uint64_t wanted[GENERAL], found[GENERAL], red_zone[RED_ZONE], flags_before, flags_after;
uint8_t state_before[16384] __attribute__((aligned(64)));
uint8_t state_after[16384] __attribute__((aligned(64)));
uint8_t vectors[16 * 32] __attribute__((aligned(64)));
volatile int has_avx;

void spin(void);

/* Nothing in the loop changes flags or any register but rcx, its counter. */
__asm__(".text\n"
        "spin:\n"
        "  push %rbx; push %rbp; push %r12; push %r13; push %r14; push %r15\n"
        "  fninit; fldpi; fldl2e; fld1\n"
        "  movups vectors+0(%rip), %xmm0; movups vectors+32(%rip), %xmm1\n"
        "  movups vectors+64(%rip), %xmm15\n"
        "  cmpl $0, has_avx(%rip)\n"
        "  je 1f\n"
        "  vmovups vectors+96(%rip), %ymm2; vmovups vectors+128(%rip), %ymm7\n"
        "  vmovups vectors+160(%rip), %ymm14\n"
        "1:\n"
        "  mov $-1, %eax; mov $-1, %edx; xsave64 state_before(%rip)\n"
        "  .irp at,8,16,24,32,40,48,56,64,72,80,88,96,104,112,120,128\n"
        "  mov $(0x5a5a0000+\\at), %rax; mov %rax, -\\at(%rsp)\n"
        "  .endr\n"
        "  mov wanted+0(%rip), %rax; mov wanted+8(%rip), %rbx; mov "
        "wanted+24(%rip), %rdx\n"
        "  mov wanted+32(%rip), %rsi; mov wanted+40(%rip), %rdi; mov "
        "wanted+48(%rip), %rbp\n"
        "  mov wanted+64(%rip), %r8; mov wanted+72(%rip), %r9; mov "
        "wanted+80(%rip), %r10\n"
        "  mov wanted+88(%rip), %r11; mov wanted+96(%rip), %r12; mov "
        "wanted+104(%rip), %r13\n"
        "  mov wanted+112(%rip), %r14; mov wanted+120(%rip), %r15\n"
        "  mov %rsp, wanted+56(%rip)\n"
        "  cmp %rax, %rbx; stc; std\n"
        "  mov $300000, %rcx\n"
        "2: lea -1(%rcx), %rcx\n"
        "  jrcxz 3f\n"
        "  jmp 2b\n"
        "3:\n"
        "  mov %rax, found+0(%rip); mov %rbx, found+8(%rip); mov %rcx, "
        "found+16(%rip)\n"
        "  mov %rdx, found+24(%rip); mov %rsi, found+32(%rip); mov %rdi, "
        "found+40(%rip)\n"
        "  mov %rbp, found+48(%rip); mov %rsp, found+56(%rip); mov %r8, "
        "found+64(%rip)\n"
        "  mov %r9, found+72(%rip); mov %r10, found+80(%rip); mov %r11, "
        "found+88(%rip)\n"
        "  mov %r12, found+96(%rip); mov %r13, found+104(%rip); mov %r14, "
        "found+112(%rip)\n"
        "  mov %r15, found+120(%rip)\n"
        "  .irp at,8,16,24,32,40,48,56,64,72,80,88,96,104,112,120,128\n"
        "  mov -\\at(%rsp), %rax; mov %rax, red_zone+\\at-8(%rip)\n"
        "  .endr\n"
        "  pushfq; pop %rax; mov %rax, flags_after(%rip)\n"
        "  cld\n"
        "  mov $-1, %eax; mov $-1, %edx; xsave64 state_after(%rip)\n"
        "  fninit\n"
        "  pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n"
        "  ret\n");

static volatile int *end;

static void stop(void)
{
    *end = 1;
}

int main(void)
{
    unsigned a, b, c = 0, d, mxcsr = 0x1f80 | 0x6000;
    int vm;

    end = shared_memory();
    on_stdin(stop);
    vm = make_vm();
    must(__get_cpuid(1, &a, &b, &c, &d) != 0 && (c >> 27 & 1) != 0, "this CPU has no XSAVE");
    has_avx = (int)(c >> 28 & 1);
    for (unsigned i = 0; i < sizeof vectors; i++) vectors[i] = (uint8_t)(i * 7 + 1);
    for (uint64_t i = 0; i < GENERAL; i++) wanted[i] = UINT64_C(0x1111111111111111) * i + 0x77;
    wanted[2] = 0;
    __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr));
    ready(vm);
    while (*end == 0) {
        spin();
        for (unsigned i = 0; i < GENERAL; i++) must(found[i] == wanted[i], "a general register");
        for (unsigned i = 0; i < RED_ZONE; i++) {
            must(red_zone[i] == 0x5a5a0000 + 8 * (i + 1), "the red zone");
        }
        /* CF, DF; and not TF. */
        must((flags_after & 0x501) == 0x401, "the flags");
        must(memcmp(state_before, state_after, sizeof state_before) == 0, "the extended state");
    }
    must(__builtin_ia32_stmxcsr() == mxcsr, "MXCSR");
    unharmed(vm);
}
