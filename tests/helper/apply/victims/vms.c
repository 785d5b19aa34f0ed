/* Has VMs in the way that its argument names, and waits in read(2). */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "victim.h"

static void wait_for_end(int vm)
{
    char byte;

    ready(vm);
    must(read(0, &byte, 1) == 1, "read");
}

int main(int argc, char *argv[])
{
    int vm = make_vm();
    int status;

    must(argc == 2, "give it a way");
    if (strcmp(argv[1], "two") == 0) {
        int second = make_vm();
        wait_for_end(second);
        unharmed(second);
    }
    must(strcmp(argv[1], "inherited") == 0, "no such way");
    /* KVM belongs to the address space that made it: the child has it open, and cannot use it. */
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        printf("child %d\n", getpid());
        wait_for_end(vm);
        printf("unharmed\n");
        return 0;
    }
    must(waitpid(child, &status, 0) == child && status == 0, "the child");
}
