#include "injection/restart.h"

#include <errno.h>
#include <stddef.h>

/* What a call answers with inside of the kernel (include/linux/errno.h): users never see these. */
enum {
    RESTARTSYS = 512,
    RESTARTNOINTR = 513,
    RESTARTNOHAND = 514,
    RESTART_RESTARTBLOCK = 516,
};

/** How a call is told how long to wait. */
enum time_limit {
    /** It is not: it has no limit, or the kernel begins it anew with what is left of it. */
    NOT_TOLD,
    /** By an int argument; negative is without limit. */
    AS_INT,
    /** By a pointer argument; NULL is without limit. */
    AS_POINTER,
    /** As AS_POINTER; for all commands but FUTEX_WAIT it is a time of day, not a duration. */
    AS_FUTEX,
    /** By a flag: without TIMER_ABSTIME it is a duration. */
    AS_CLOCK,
    /** By the socket that it is called on, if it is one: with SO_RCVTIMEO or SO_SNDTIMEO, which
     * only the process can ask for, a stop ends it with EINTR. */
    BY_SOCKET,
    /** ioctl(2): KVM_RUN has none, and comes back with EINTR by its contract. */
    AS_IOCTL,
};

/** A call, by its number on x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
struct known_call {
    long number;
    enum time_limit limit;
    /** Which argument tells the limit. */
    int argument;
    enum restart_rank without_limit;
    /** Nothing where no limit is told. */
    enum restart_rank with_limit;
    /** Without a limit it can be begun anew even where the kernel would not: after EINTR. */
    bool repeatable;
};

enum { KVM_RUN = 0xae80, FUTEX_COMMAND = 0x7f, FUTEX_WAIT = 0, TIMER_ABSTIME = 1 };

static const struct known_call known_calls[] = {
    {0 /* read */, BY_SOCKET, 0, RESTART_EXACT, RESTART_UNKNOWN, false},
    {1 /* write */, BY_SOCKET, 0, RESTART_EXACT, RESTART_UNKNOWN, false},
    {7 /* poll */, AS_INT, 2, RESTART_IF_HELPER_LIVES, RESTART_IF_HELPER_LIVES, true},
    {16 /* ioctl */, AS_IOCTL, 1, RESTART_IF_HELPER_LIVES, RESTART_UNKNOWN, true},
    {19 /* readv */, BY_SOCKET, 0, RESTART_EXACT, RESTART_UNKNOWN, false},
    {20 /* writev */, BY_SOCKET, 0, RESTART_EXACT, RESTART_UNKNOWN, false},
    {.number = 23 /* select */, .without_limit = RESTART_EXACT},
    {.number = 34 /* pause */, .without_limit = RESTART_EXACT},
    {35 /* nanosleep */, AS_POINTER, 0, RESTART_EXACT, RESTART_IF_HELPER_LIVES, false},
    /* They are called on sockets only. */
    {.number = 43 /* accept */, .without_limit = RESTART_UNKNOWN},
    {.number = 44 /* sendto */, .without_limit = RESTART_UNKNOWN},
    {.number = 45 /* recvfrom */, .without_limit = RESTART_UNKNOWN},
    {.number = 46 /* sendmsg */, .without_limit = RESTART_UNKNOWN},
    {.number = 47 /* recvmsg */, .without_limit = RESTART_UNKNOWN},
    {.number = 288 /* accept4 */, .without_limit = RESTART_UNKNOWN},
    {.number = 61 /* wait4 */, .without_limit = RESTART_EXACT},
    {.number = 65 /* semop */, .without_limit = RESTART_IF_HELPER_LIVES, .repeatable = true},
    {.number = 69 /* msgsnd */, .without_limit = RESTART_EXACT},
    {.number = 70 /* msgrcv */, .without_limit = RESTART_EXACT},
    {.number = 72 /* fcntl */, .without_limit = RESTART_EXACT},
    {.number = 73 /* flock */, .without_limit = RESTART_EXACT},
    {128 /* rt_sigtimedwait */, AS_POINTER, 2, RESTART_IF_HELPER_LIVES, RESTART_NEVER, true},
    {.number = 130 /* rt_sigsuspend */, .without_limit = RESTART_EXACT},
    {202 /* futex */, AS_FUTEX, 3, RESTART_EXACT, RESTART_IF_HELPER_LIVES, false},
    {.number = 208 /* io_getevents */, .without_limit = RESTART_NEVER},
    {220 /* semtimedop */, AS_POINTER, 3, RESTART_IF_HELPER_LIVES, RESTART_NEVER, true},
    {230 /* clock_nanosleep */, AS_CLOCK, 1, RESTART_EXACT, RESTART_IF_HELPER_LIVES, false},
    {232 /* epoll_wait */, AS_INT, 3, RESTART_IF_HELPER_LIVES, RESTART_NEVER, true},
    {.number = 247 /* waitid */, .without_limit = RESTART_EXACT},
    {.number = 270 /* pselect6 */, .without_limit = RESTART_EXACT},
    {.number = 271 /* ppoll */, .without_limit = RESTART_EXACT},
    {281 /* epoll_pwait */, AS_INT, 3, RESTART_IF_HELPER_LIVES, RESTART_NEVER, true},
    {.number = 333 /* io_pgetevents */, .without_limit = RESTART_NEVER},
    {.number = 426 /* io_uring_enter */, .without_limit = RESTART_NEVER},
    {441 /* epoll_pwait2 */, AS_POINTER, 3, RESTART_IF_HELPER_LIVES, RESTART_NEVER, true},
    {.number = 449 /* futex_waitv */, .without_limit = RESTART_EXACT},
};

static const struct known_call *find(long number);
static bool has_limit(const struct known_call *known, const struct system_call *call);
static bool repeatable(const struct x86_registers *registers);
static struct system_call call_of(const struct x86_registers *registers);
static void step_back(struct x86_registers *registers);

enum restart_rank restart_rank(const struct system_call *call)
{
    const struct known_call *known = find(call->number);

    if (known == NULL) return RESTART_UNKNOWN;
    return has_limit(known, call) ? known->with_limit : known->without_limit;
}

void restart_plan(const struct x86_registers *stopped, struct restart_plan *plan)
{
    int64_t answer = (int64_t)stopped->rax;

    plan->put_back = *stopped;
    plan->frame = *stopped;
    if ((int32_t)stopped->orig_rax == -1) return;
    if (answer == -EINTR && repeatable(stopped)) {
        plan->put_back.rax = (uint64_t)(int64_t)-RESTARTNOHAND;
        step_back(&plan->frame);
    } else if (answer == -RESTARTSYS || answer == -RESTARTNOINTR || answer == -RESTARTNOHAND) {
        step_back(&plan->frame);
    } else if (answer == -RESTART_RESTARTBLOCK) {
        /* What the kernel keeps to go on with such a call ends with any rt_sigreturn(2). */
        if (repeatable(stopped))
            step_back(&plan->frame);
        else
            plan->frame.rax = (uint64_t)(int64_t)-EINTR;
    }
}

static const struct known_call *find(long number)
{
    for (size_t i = 0; i < sizeof known_calls / sizeof known_calls[0]; i++) {
        if (known_calls[i].number == number) return &known_calls[i];
    }
    return NULL;
}

static bool has_limit(const struct known_call *known, const struct system_call *call)
{
    uint64_t argument = call->arguments[known->argument];

    switch (known->limit) {
    case NOT_TOLD:
        break;
    case AS_INT:
        return (int32_t)argument >= 0;
    case AS_POINTER:
    case AS_FUTEX:
        return argument != 0;
    case AS_CLOCK:
        return (argument & TIMER_ABSTIME) == 0;
    case BY_SOCKET:
        return call->on_socket;
    case AS_IOCTL:
        return (uint32_t)argument != KVM_RUN;
    }
    return false;
}

/* Waiting until a given time is as good as waiting for ever. */
static bool repeatable(const struct x86_registers *registers)
{
    const struct system_call call = call_of(registers);
    const struct known_call *known = find(call.number);

    if (known == NULL) return false;
    if (known->limit == AS_FUTEX) return (call.arguments[1] & FUTEX_COMMAND) != FUTEX_WAIT;
    return known->repeatable && !has_limit(known, &call);
}

static struct system_call call_of(const struct x86_registers *registers)
{
    return (struct system_call){
        .number = (long)registers->orig_rax,
        .arguments = {registers->rdi, registers->rsi, registers->rdx, registers->r10, registers->r8,
                      registers->r9},
    };
}

/* Onto the instruction `syscall`, of two bytes. */
static void step_back(struct x86_registers *registers)
{
    registers->rip -= 2;
    registers->rax = registers->orig_rax;
}
