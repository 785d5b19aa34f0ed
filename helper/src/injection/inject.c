#include "injection/inject.h"

#include <sys/mman.h>
#include <time.h>

#include "injection/attempt.h"
#include "injection/extended_state.h"
#include "injection/fitness.h"
#include "injection/process_end.h"
#include "injection/thread_choice.h"

/**
 * A thread may be unfit for a moment only: it runs on another stack or in a restartable sequence,
 * or waits for a disk. The pauses double, to 126 ms in all.
 */
enum { ROUNDS = 7, FIRST_PAUSE_MS = 2 };

/** What a round came to. */
enum round { ROUND_DONE, ROUND_OVER, ROUND_AGAIN };

static bool can_be_carried(const struct injection *injection, struct problem *problem);
static bool prepare(const struct injection *injection, struct thread_choice *choice,
                    struct preparation *preparation, struct problem *problem);
static enum round one_round(const struct injection *injection, struct injection_result *result,
                            struct problem *problem);
static bool tells_more(const struct problem *problem, const struct problem *than);
static void pause_ms(long milliseconds);

bool inject_filter(const struct injection *injection, struct injection_result *result,
                   struct problem *problem)
{
    enum round round = ROUND_AGAIN;

    if (!can_be_carried(injection, problem)) return false;
    /* So that no page of ours has to be fetched while the thread stands still. It works without. */
    mlockall(MCL_CURRENT);
    extended_state_learn();
    for (int count = 0; count < ROUNDS && round == ROUND_AGAIN; count++) {
        if (count > 0) pause_ms(FIRST_PAUSE_MS << (count - 1));
        round = one_round(injection, result, problem);
    }
    return round == ROUND_DONE;
}

static bool can_be_carried(const struct injection *injection, struct problem *problem)
{
#ifdef __x86_64__
    if (injection->size <= MAX_FRAME_PAYLOAD) return true;
    return fail(problem, INPUT_TOO_LONG, 0, "Give one filter; KVM takes 300 events.",
                "A filter of %zu bytes is too long.", injection->size);
#else
    return fail(problem, VM_RUNNING, 0, "Start the VM with exec.",
                "On this architecture process %d cannot be given a filter while its VM runs.",
                injection->process->pid);
#endif
}

/* All that can be found out without stopping anything. */
static bool prepare(const struct injection *injection, struct thread_choice *choice,
                    struct preparation *preparation, struct problem *problem)
{
    pid_t process = injection->process->pid;

    /* In this order, the mappings have the stacks of all threads that were found. */
    if (!thread_choice_make(process, choice, problem)) return false;
    if (!memory_maps_read(process, &preparation->maps, problem)) return false;
    if (executable_code_find(process, choice->threads[0].thread, &preparation->maps,
                             &preparation->code, problem)) {
        return true;
    }
    memory_maps_free(&preparation->maps);
    return false;
}

/* One thread after the other, until one has made the call or something is wrong with the process.
 */
static enum round one_round(const struct injection *injection, struct injection_result *result,
                            struct problem *problem)
{
    static struct thread_choice choice;
    struct preparation preparation;
    struct problem found = {.code = NO_PROBLEM};
    enum round round = ROUND_AGAIN;

    if (!vm_process_unchanged(injection->process)) {
        process_ended(injection->process->pid, problem);
        return ROUND_OVER;
    }
    if (!prepare(injection, &choice, &preparation, problem)) {
        bool passes = problem->code == THREAD_UNFIT || problem->code == THREAD_STUCK;
        return passes ? ROUND_AGAIN : ROUND_OVER;
    }
    for (size_t i = 0; i < choice.count && round == ROUND_AGAIN; i++) {
        if (attempt(injection, &preparation, &choice.threads[i], result, &found)) {
            round = ROUND_DONE;
            break;
        }
        if (i == 0 || tells_more(&found, problem)) *problem = found;
        if (attempt_is_final(&found)) round = ROUND_OVER;
    }
    memory_maps_free(&preparation.maps);
    if (round == ROUND_AGAIN && problem->code != THREAD_UNFIT) round = ROUND_OVER;
    return round;
}

/* That nothing fits is told of the first thread, unless there is more to say of another. */
static bool tells_more(const struct problem *problem, const struct problem *than)
{
    return than->code == THREAD_UNFIT && problem->code != THREAD_UNFIT;
}

static void pause_ms(long milliseconds)
{
    const struct timespec pause = {.tv_nsec = milliseconds * 1000000};

    nanosleep(&pause, NULL);
}
