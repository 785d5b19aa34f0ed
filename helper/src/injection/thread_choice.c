#include "injection/thread_choice.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>

#include "injection/process_end.h"
#include "injection/restart.h"
#include "injection/thread_look.h"
#include "process/process_denied.h"
#include "process/process_list.h"

/** What the looks at all threads came to, by rank those that may be stopped. */
struct looks {
    size_t deaf;
    size_t denied;
    size_t never;
    size_t count[RESTART_NEVER];
    struct thread_look look[RESTART_NEVER][MAX_CANDIDATES];
};

static void look_at_all(pid_t process, DIR *tasks, struct looks *looks);
static void keep(struct looks *looks, const struct thread_look *look);
static bool nobody(pid_t process, const struct looks *looks, struct problem *problem);

bool thread_choice_make(pid_t process, struct thread_choice *choice, struct problem *problem)
{
    static struct looks looks;
    char path[32];

    looks = (struct looks){.deaf = 0};
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *tasks = opendir(path);
    if (tasks != NULL) {
        look_at_all(process, tasks, &looks);
        closedir(tasks);
    }
    choice->count = 0;
    for (enum restart_rank rank = RESTART_EXACT; rank < RESTART_NEVER; rank++) {
        for (size_t i = 0; i < looks.count[rank] && choice->count < MAX_CANDIDATES; i++) {
            choice->threads[choice->count++] = looks.look[rank][i];
        }
    }
    return choice->count > 0 || nobody(process, &looks, problem);
}

/* The kernel lists a process's first thread first. */
static void look_at_all(pid_t process, DIR *tasks, struct looks *looks)
{
    struct thread_look look;
    pid_t thread;

    while ((thread = next_id(tasks)) != 0) {
        if (!thread_look(process, thread, &look)) {
            looks->denied += errno == EACCES || errno == EPERM;
        } else if (look.deaf) {
            looks->deaf++;
        } else {
            keep(looks, &look);
        }
    }
}

static void keep(struct looks *looks, const struct thread_look *look)
{
    enum restart_rank rank = look->waits ? restart_rank(&look->call) : RESTART_EXACT;

    if (rank == RESTART_NEVER) {
        looks->never++;
    } else if (looks->count[rank] < MAX_CANDIDATES) {
        looks->look[rank][looks->count[rank]++] = *look;
    }
}

static bool nobody(pid_t process, const struct looks *looks, struct problem *problem)
{
    if (looks->denied > 0) return process_denied(process, EPERM, problem);
    if (looks->never > 0) {
        return fail(problem, THREAD_UNFIT, 0, "Try again, or start the VM with exec.",
                    "A stop would cut short what each of the %zu threads of process %d waits for.",
                    looks->never, process);
    }
    if (looks->deaf > 0) {
        return fail(problem, THREAD_STUCK, 0, "Try again when the host's storage answers.",
                    "All threads of process %d wait in the kernel, or have ended.", process);
    }
    return process_ended(process, problem);
}
