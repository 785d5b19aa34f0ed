/*
 * The guest of counting-vmm.c: starts with its PC at 0 and the event in x0, counts that event and
 * cycles while it loops, and writes both counts and PMCEID0 to the mailbox.
 */
__asm__(".pushsection .rodata\n"
        ".balign 8\n"
        ".globl guest_start, guest_end\n"
        "guest_start:\n"
        "    msr pmevtyper0_el0, x0\n"
        "    msr pmccfiltr_el0, xzr\n"
        "    mov x1, #1\n"
        "    orr x1, x1, #0x80000000\n" /* counter 0 and the cycle counter */
        "    msr pmcntenset_el0, x1\n"
        "    mov x1, #7\n" /* all counters on, from 0 */
        "    isb\n"
        "    msr pmcr_el0, x1\n"
        "    isb\n"
        "    mov x2, #0x30000\n"
        "1:  subs x2, x2, #1\n"
        "    b.ne 1b\n"
        "    isb\n"
        "    mrs x3, pmevcntr0_el0\n"
        "    mrs x4, pmccntr_el0\n"
        "    mrs x5, pmceid0_el0\n"
        "    mov x7, #0x10000000\n"
        "    str x3, [x7]\n"
        "    str x4, [x7, #8]\n"
        "    str x5, [x7, #16]\n"
        "2:  b 2b\n"
        "guest_end:\n"
        ".popsection\n");
