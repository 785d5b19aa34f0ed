/*
 * Spends all its time in a restartable sequence (rseq(2)): whenever it is stopped, the sequence
 * begins anew, and never goes on from the middle.
 */
#include <stddef.h>
#include <stdint.h>
#include <sys/rseq.h>

#include "victim.h"

static volatile int *end;
uint64_t begun, done, broken;

static void stop(void)
{
    *end = 1;
}

/* The counter in rax is lost at every new beginning, and must then count from 0 in rdx's place. */
void run_sequence(struct rseq *area, uint64_t rounds);

__asm__(".text\n"
        "run_sequence:\n"
        "  lea descriptor(%rip), %rax\n"
        "0: incq begun(%rip)\n"
        "  lea descriptor(%rip), %rax\n"
        "  mov %rax, 8(%rdi)\n"
        "1: mov %rsi, %rcx\n"
        "2: dec %rcx\n"
        "  jnz 2b\n"
        "  incq done(%rip)\n"
        "3: movq $0, 8(%rdi)\n"
        "  ret\n"
        "  .byte 0x0f, 0xb9, 0x3d\n"
        "  .long 0x53053053\n"
        "4: jmp 0b\n"
        ".data\n"
        ".balign 32\n"
        "descriptor: .long 0, 0\n"
        "  .quad 1b, 3b - 1b, 4b\n"
        ".text\n");

int main(void)
{
    struct rseq *area = (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
    uint64_t times = 0;
    int vm;

    must(__rseq_size > 0, "this C library has no rseq");
    end = shared_memory();
    on_stdin(stop);
    vm = make_vm();
    ready(vm);
    while (*end == 0) {
        run_sequence(area, UINT64_C(100000000));
        must(done == ++times, "a sequence was done twice, or not at all");
    }
    unharmed(vm);
}
