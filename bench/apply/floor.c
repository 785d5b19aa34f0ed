/*
 * The least that a tracer can do to have another process make one system call: seize, interrupt,
 * set the registers, step, put them back, detach. It restores nothing else and survives no fault.
 * Arguments: the process and the address of a system call instruction in it. Prints for how many
 * nanoseconds the process stood still.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

int main(int argc, char *argv[])
{
    struct user_regs_struct before, registers;
    int status;

    if (argc != 3) return 2;
    pid_t pid = atoi(argv[1]);
    if (ptrace(PTRACE_SEIZE, pid, 0, 0) != 0) return 1;
    uint64_t start = now();
    if (ptrace(PTRACE_INTERRUPT, pid, 0, 0) != 0) return 1;
    if (waitpid(pid, &status, 0) != pid) return 1;
    if (ptrace(PTRACE_GETREGS, pid, 0, &before) != 0) return 1;
    registers = before;
    registers.rip = strtoull(argv[2], NULL, 10);
    registers.rax = SYS_getpid;
    registers.orig_rax = (unsigned long long)-1;
    if (ptrace(PTRACE_SETREGS, pid, 0, &registers) != 0) return 1;
    if (ptrace(PTRACE_SINGLESTEP, pid, 0, 0) != 0) return 1;
    if (waitpid(pid, &status, 0) != pid) return 1;
    if (ptrace(PTRACE_GETREGS, pid, 0, &registers) != 0) return 1;
    if (ptrace(PTRACE_SETREGS, pid, 0, &before) != 0) return 1;
    if (ptrace(PTRACE_DETACH, pid, 0, 0) != 0) return 1;
    printf("%" PRIu64 "\n", now() - start);
    return registers.rax == (unsigned long long)pid ? 0 : 1;
}
