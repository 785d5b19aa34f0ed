#include "preload/inherited.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "exec/preload_value.h"
#include "preload/environment.h"
#include "preload/failure.h"
#include "preload/handover.h"
#include "preload/raw_syscall.h"
#include "preload/traces.h"

static int take_over(char *number);
static const struct handover *map(int fd);
static void restore_limits(const struct handover *handover);

struct inherited inherited;

/** Found by `exec` in the file. */
__attribute__((used)) static const char mark[] = PRELOAD_MARK;

/*
 * The first constructor of the process (ld -z initfirst). glibc calls it before its own, that is
 * before it has an environment, but passes one on; musl has one by then and passes nothing on.
 */
__attribute__((constructor)) static void start(int argc, char **argv, char **from_loader)
{
    char **environment = environ == NULL ? from_loader : environ;
    char *number = environment_find(environment, HANDOVER_VARIABLE);

    (void)argc;
    (void)argv;
    if (number == NULL) return;
    int fd = take_over(number);
    traces_note(number, environment_find(environment, PRELOAD_VARIABLE), fd);
}

/* The limits are put back once: what a program sets that executes the VMM is to hold. */
static int take_over(char *number)
{
    bool limited = number[0] == HANDOVER_LIMITS;

    if (limited) number[0] = '0';
    int fd = descriptor_number(number);
    const struct handover *handover = map(fd);

    inherited.active = true;
    inherited.required = true;
    if (handover == NULL) {
        report_failure("What exec hands over cannot be read.", "PRELOAD_DENIED", 0, EXIT_HOST);
        return fd;
    }
    inherited.required = (handover->flags & HANDOVER_REQUIRED) != 0;
    inherited.filter = (const uint8_t *)(handover + 1);
    inherited.size = handover->size;
    inherited.boot_id = handover->boot_id;
    inherited.filter_file = handover->filter_file;
    if (limited && (handover->flags & HANDOVER_LIMITED) != 0) restore_limits(handover);
    return fd;
}

/* Mapped to the process's end: a size that nobody foresees, and pages that nobody can write. */
static const struct handover *map(int fd)
{
    const struct handover *handover;
    long size = raw_syscall(SYS_lseek, fd, 0, SEEK_END, 0, 0, 0);

    if (size < (long)sizeof *handover) return NULL;
    long address = raw_syscall(SYS_mmap, 0, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (address < 0 && address > -4096) return NULL;
    handover = (const struct handover *)address;
    if (handover->magic != HANDOVER_MAGIC) return NULL;
    return handover->size == (unsigned long)size - sizeof *handover ? handover : NULL;
}

static void restore_limits(const struct handover *handover)
{
    long descriptors =
        raw_syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, (long)&handover->descriptors, 0, 0, 0);
    long processes =
        raw_syscall(SYS_prlimit64, 0, RLIMIT_NPROC, (long)&handover->processes, 0, 0, 0);
    long error = descriptors < 0 ? descriptors : processes;

    if (error == 0) return;
    report_failure("The process's limits cannot be put back.", "PRELOAD_DENIED", (int)-error,
                   EXIT_HOST);
}
