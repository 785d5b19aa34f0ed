#include "injection/thread_look.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "process/process_stat.h"
#include "process/thread_file.h"

static bool is_socket(pid_t process, pid_t thread, uint64_t descriptor);

bool thread_look(pid_t process, pid_t thread, struct thread_look *look)
{
    struct process_stat stat;
    char text[256];
    size_t size;

    *look = (struct thread_look){.thread = thread};
    if (!process_stat_read(process, thread, &stat)) return false;
    look->deaf = stat.deaf || stat.ended;
    if (thread_file_read(process, thread, "syscall", text, sizeof text, &size)) {
        look->waits = thread_syscall_parse(text, size, &look->call);
        look->call.on_socket = look->waits && is_socket(process, thread, look->call.arguments[0]);
        return true;
    }
    /* A kernel without this file leaves the choice open. */
    return errno == ENOENT || errno == ENOSYS;
}

bool thread_syscall_parse(const char *text, size_t size, struct system_call *call)
{
    char line[256];
    uint64_t *arguments = call->arguments;

    if (size >= sizeof line) return false;
    if (size > 0) memcpy(line, text, size);
    line[size] = '\0';
    return sscanf(line,
                  "%18ld 0x%16" SCNx64 " 0x%16" SCNx64 " 0x%16" SCNx64 " 0x%16" SCNx64
                  " 0x%16" SCNx64 " 0x%16" SCNx64 " 0x%16" SCNx64,
                  &call->number, &arguments[0], &arguments[1], &arguments[2], &arguments[3],
                  &arguments[4], &arguments[5], &call->stack_pointer) == 8 &&
           call->number >= 0;
}

static bool is_socket(pid_t process, pid_t thread, uint64_t descriptor)
{
    const char socket[] = "socket:[";
    char name[16];
    char path[THREAD_PATH_SIZE];
    char link[sizeof socket];

    snprintf(name, sizeof name, "fd/%" PRIu32, (uint32_t)descriptor);
    thread_file_path(process, thread, name, path);
    ssize_t length = readlink(path, link, sizeof link);
    return length == sizeof link && memcmp(link, socket, sizeof socket - 1) == 0;
}
