#include "injection/signal_frame.h"

#include <string.h>

static void fill_context(const struct x86_registers *registers, struct x86_sigcontext *context);

size_t signal_frame_room(const struct stopped_thread *stopped, size_t payload_size)
{
    return sizeof(struct x86_rt_sigframe) + stopped->state.size + payload_size +
           2 * EXTENDED_STATE_ALIGNMENT;
}

void signal_frame_make(const struct stopped_thread *stopped, const struct executable_code *code,
                       const uint8_t *payload, size_t payload_size, struct signal_frame *frame)
{
    const uint64_t top = stopped->registers.rsp - X86_RED_ZONE;
    struct x86_rt_sigframe signal = {.return_address = code->signal_return};

    frame->payload = (top - payload_size) & ~UINT64_C(7);
    uint64_t state = frame->payload - stopped->state.size;
    state -= state % EXTENDED_STATE_ALIGNMENT;
    /* As at the entry of a function, the stack pointer is 8 off a multiple of 16. */
    frame->address = ((state - sizeof signal) & ~UINT64_C(15)) - 8;
    frame->size = (size_t)(frame->payload + payload_size - frame->address);

    signal.ucontext.flags = X86_UC_FLAGS;
    /* No such flags exist: rt_sigreturn(2) leaves the alternate stack, which cannot be asked for.
     */
    signal.ucontext.alternate_stack.flags = INT32_MAX;
    signal.ucontext.signal_mask = stopped->signal_mask;
    fill_context(&stopped->plan.frame, &signal.ucontext.context);
    signal.ucontext.context.extended_state = state;

    memset(frame->bytes, 0, frame->size);
    memcpy(frame->bytes, &signal, sizeof signal);
    memcpy(frame->bytes + (state - frame->address), stopped->state.bytes, stopped->state.size);
    memcpy(frame->bytes + (frame->payload - frame->address), payload, payload_size);
}

static void fill_context(const struct x86_registers *registers, struct x86_sigcontext *context)
{
    context->r8 = registers->r8;
    context->r9 = registers->r9;
    context->r10 = registers->r10;
    context->r11 = registers->r11;
    context->r12 = registers->r12;
    context->r13 = registers->r13;
    context->r14 = registers->r14;
    context->r15 = registers->r15;
    context->rdi = registers->rdi;
    context->rsi = registers->rsi;
    context->rbp = registers->rbp;
    context->rbx = registers->rbx;
    context->rdx = registers->rdx;
    context->rax = registers->rax;
    context->rcx = registers->rcx;
    context->rsp = registers->rsp;
    context->rip = registers->rip;
    context->eflags = registers->eflags;
    context->cs = (uint16_t)registers->cs;
    context->ss = (uint16_t)registers->ss;
}
