#include "process/vm_process.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process/find_vmm.h"
#include "process/pidfile.h"
#include "process/process_denied.h"
#include "process/process_stat.h"
#include "process/vm_descriptors.h"

static bool find_pid(const struct vm_choice *choice, pid_t *pid, struct problem *problem);
static bool open_pid(pid_t pid, struct vm_process *process, struct problem *problem);
static bool read_start_time(struct vm_process *process, struct problem *problem);
static bool still_fits(const struct vm_choice *choice, const struct vm_process *process,
                       struct problem *problem);
static bool has_ended(int pidfd);
static bool gone(pid_t pid, struct problem *problem);

bool vm_process_open(const struct vm_choice *choice, struct vm_process *process,
                     struct problem *problem)
{
    pid_t pid;

    if (!find_pid(choice, &pid, problem)) return false;
    if (!open_pid(pid, process, problem)) return false;
    if (read_start_time(process, problem) && still_fits(choice, process, problem)) return true;
    vm_process_close(process);
    return false;
}

void vm_process_close(struct vm_process *process)
{
    if (process->pidfd >= 0) close(process->pidfd);
    process->pidfd = -1;
}

bool vm_process_unchanged(const struct vm_process *process)
{
    struct process_stat stat;

    return process_stat_read(process->pid, process->pid, &stat) &&
           stat.start_time == process->start_time && !has_ended(process->pidfd);
}

bool vm_process_choose_vm(const struct vm_process *process, int wanted_fd, int *vm_fd,
                          struct problem *problem)
{
    static struct vm_descriptors vms;
    pid_t pid = process->pid;

    if (!vm_descriptors_find(pid, &vms)) {
        if (errno == EACCES || errno == EPERM) return process_denied(pid, errno, problem);
        return gone(pid, problem);
    }
    if (wanted_fd >= 0 && vm_descriptor_is(pid, wanted_fd)) {
        *vm_fd = vm_descriptor_lowest(pid, wanted_fd, &vms);
        return true;
    }
    if (wanted_fd >= 0) {
        return fail(problem, VM_MISSING, 0, "See the VMs in status.",
                    "Descriptor %d of process %d is not a KVM VM.", wanted_fd, pid);
    }
    if (vms.count == 0) {
        return fail(problem, VM_MISSING, 0, "Choose the VMM's own process: the one in status.",
                    "Process %d has no KVM VM.", pid);
    }
    *vm_fd = vms.fds[0];
    if (vms.count == 1) return true;
    return fail(problem, VM_AMBIGUOUS, 0, "Choose one with --vm-fd; see status.",
                "Process %d has %zu KVM VMs, the first under the descriptors %d and %d.", pid,
                vms.count, vms.fds[0], vms.fds[1]);
}

static bool find_pid(const struct vm_choice *choice, pid_t *pid, struct problem *problem)
{
    *pid = choice->pid;
    if (choice->pid != 0) return true;
    if (choice->pidfile != NULL) return pidfile_read(choice->pidfile, pid, problem);
    return find_vmm(choice, pid, problem);
}

static bool open_pid(pid_t pid, struct vm_process *process, struct problem *problem)
{
    process->pid = pid;
    process->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (process->pidfd >= 0) return true;
    if (errno == ESRCH) return gone(pid, problem);
    if (errno == EINVAL) {
        return fail(problem, PROCESS_MISSING, errno, "Give the ID of the process.",
                    "%d is not a process but a thread of one.", pid);
    }
    return fail(problem, PROCESS_DENIED, errno, "It takes Linux 5.3, and no filter against it.",
                "Process %d cannot be held by pidfd_open(2): %s.", pid, strerror(errno));
}

/* The descriptor tells afterwards whether what was read by its ID was of the same process. */
static bool read_start_time(struct vm_process *process, struct problem *problem)
{
    struct process_stat stat;
    bool read = process_stat_read(process->pid, process->pid, &stat);
    int error = errno;

    if (has_ended(process->pidfd)) return gone(process->pid, problem);
    if (!read) return process_denied(process->pid, error, problem);
    process->start_time = stat.start_time;
    return true;
}

/* What was found by its command line could have ended since, and its ID be another's. */
static bool still_fits(const struct vm_choice *choice, const struct vm_process *process,
                       struct problem *problem)
{
    if (choice->start_time != 0 && choice->start_time != process->start_time) {
        return fail(problem, PROCESS_CHANGED, 0, "Look again which process runs the VM.",
                    "Process %d began at %" PRIu64 ", not at %" PRIu64 ": it is another one.",
                    process->pid, process->start_time, choice->start_time);
    }
    if (choice->uuid == NULL && choice->name == NULL && choice->unit == NULL) return true;
    return vmm_fits(process->pid, choice) || gone(process->pid, problem);
}

/* A pidfd is readable once its process has ended. */
static bool has_ended(int pidfd)
{
    struct pollfd poll_fd = {.fd = pidfd, .events = POLLIN};

    return poll(&poll_fd, 1, 0) != 0;
}

static bool gone(pid_t pid, struct problem *problem)
{
    return fail(problem, PROCESS_MISSING, ESRCH, "Look again which process runs the VM.",
                "There is no process %d, or it has ended.", pid);
}
