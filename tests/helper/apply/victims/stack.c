/*
 * Waits in read(2) on a stack that its argument names; or on several threads. Only where it is
 * known that nothing lives below the stack pointer may a frame be laid.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "victim.h"

enum { STACK = 64 << 10, THREADS = 150 };

static int vm;
static ucontext_t outside, inside;
static pthread_t threads[THREADS];
static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;

static void wait_for_end(void)
{
    char byte;

    ready(vm);
    must(read(0, &byte, 1) == 1, "read");
}

/* What is below it in memory is in use: it must stay as it is. */
static void wait_on(char *memory, size_t below)
{
    getcontext(&inside);
    memset(memory, 0x5a, below);
    inside.uc_stack.ss_sp = memory + below;
    inside.uc_stack.ss_size = STACK;
    inside.uc_link = &outside;
    makecontext(&inside, wait_for_end, 0);
    swapcontext(&outside, &inside);
    for (size_t i = 0; i < below; i++) must(memory[i] == 0x5a, "what is below the stack");
}

static void on_guarded_stack(void)
{
    char *memory = mmap(NULL, STACK + 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    must(mprotect(memory + 4096, STACK, PROT_READ | PROT_WRITE) == 0, "mprotect");
    wait_on(memory + 4096, 0);
}

static void on_heap(void)
{
    wait_on(malloc(2 * STACK), STACK);
}

static void in_handler(int number)
{
    (void)number;
    wait_for_end();
}

static void on_alternate_stack(void)
{
    static char memory[STACK];
    const stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    struct sigaction action = {.sa_handler = in_handler, .sa_flags = SA_ONSTACK};

    sigaltstack(&stack, NULL);
    sigaction(SIGUSR2, &action, NULL);
    raise(SIGUSR2);
}

/* Its alternate stack is a variable of its own, and what the handler interrupts is below that. */
static void on_stack_in_stack(void)
{
    char inside[STACK];
    const stack_t stack = {.ss_sp = inside, .ss_size = sizeof inside};
    struct sigaction action = {.sa_handler = in_handler, .sa_flags = SA_ONSTACK};

    sigaltstack(&stack, NULL);
    sigaction(SIGUSR2, &action, NULL);
    raise(SIGUSR2);
}

/* As if nobody could tell when these are to come back: a stop would cut them short. */
static void *for_a_while(void *none)
{
    struct epoll_event event;

    must(epoll_wait(epoll_create1(0), &event, 1, 1 << 30) == 0, "epoll_wait");
    return none;
}

static void *for_byte(void *none)
{
    wait_for_end();
    unharmed(vm);
    return none;
}

static void only_last_thread_fit(void)
{
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, for_a_while, NULL);
    pthread_create(&threads[0], NULL, for_byte, NULL);
    for_a_while(NULL);
}

static void *until_unlocked(void *none)
{
    pthread_mutex_lock(&held);
    pthread_mutex_unlock(&held);
    return none;
}

static void with_many_threads(void)
{
    pthread_mutex_lock(&held);
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, until_unlocked, NULL);
    wait_for_end();
    pthread_mutex_unlock(&held);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

static void *alone(void *none)
{
    pthread_t first = *(pthread_t *)none;

    pthread_join(first, NULL);
    wait_for_end();
    unharmed(vm);
}

static void without_first_thread(void)
{
    static pthread_t first;

    first = pthread_self();
    pthread_create(&threads[0], NULL, alone, &first);
    pthread_exit(NULL);
}

static const struct {
    const char *name;
    void (*wait)(void);
} stacks[] = {
    {"main", wait_for_end},
    {"guarded", on_guarded_stack},
    {"heap", on_heap},
    {"alternate", on_alternate_stack},
    {"inside-stack", on_stack_in_stack},
    {"many-threads", with_many_threads},
    {"only-last-fit", only_last_thread_fit},
    {"first-thread-ended", without_first_thread},
};

int main(int argc, char *argv[])
{
    vm = make_vm();
    for (size_t i = 0; i < sizeof stacks / sizeof stacks[0]; i++) {
        if (argc != 2 || strcmp(argv[1], stacks[i].name) != 0) continue;
        stacks[i].wait();
        unharmed(vm);
    }
    must(false, "no such stack");
}
