/*
 * The first and only program of the emulated host: runs the commands of /commands, one after the
 * other, tells on the console what became of each, and switches the machine off.
 *
 * A command is a directory /commands/NUMBER with the files `argv` (arguments, each ended by a zero
 * byte) and `stdin`. Of each there is one line: "@@ NUMBER CODE STDOUT STDERR", the last two as
 * hexadecimal digits or "-"; a negative code is the number of the signal that killed it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 64, LONGEST = 8192 };

static void run(int number);
static void become(const char *directory);
static void tell(const char *file);

int main(void)
{
    struct stat status;
    char directory[64];

    mount("proc", "/proc", "proc", 0, NULL);
    mount("sysfs", "/sys", "sysfs", 0, NULL);
    mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
    mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
    mount("tmpfs", "/run", "tmpfs", 0, NULL);
    for (int number = 0;; number++) {
        snprintf(directory, sizeof directory, "/commands/%d", number);
        if (stat(directory, &status) != 0) break;
        run(number);
    }
    printf("@@ end\n");
    fflush(stdout);
    sync();
    reboot(RB_POWER_OFF);
    return 1;
}

static void run(int number)
{
    char directory[64];
    int status = 0;

    snprintf(directory, sizeof directory, "/commands/%d", number);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) become(directory);
    waitpid(child, &status, 0);
    printf("@@ %d %d ", number, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    tell("/tmp/stdout");
    printf(" ");
    tell("/tmp/stderr");
    printf("\n");
    fflush(stdout);
}

static void become(const char *directory)
{
    static char text[LONGEST];
    char *arguments[MOST_ARGUMENTS + 1] = {NULL};
    char path[80];
    int count = 0;

    snprintf(path, sizeof path, "%s/argv", directory);
    int file = open(path, O_RDONLY);
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    for (ssize_t at = 0; at < size && count < MOST_ARGUMENTS;
         at += (ssize_t)strlen(text + at) + 1) {
        arguments[count++] = text + at;
    }
    snprintf(path, sizeof path, "%s/stdin", directory);
    dup2(open(path, O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    dup2(open("/tmp/stdout", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDOUT_FILENO);
    dup2(open("/tmp/stderr", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDERR_FILENO);
    execv(arguments[0], arguments);
    dprintf(STDERR_FILENO, "%s: %s\n", arguments[0], strerror(errno));
    _exit(127);
}

static void tell(const char *file)
{
    unsigned char bytes[4096];
    int open_file = open(file, O_RDONLY);
    ssize_t size;
    int told = 0;

    while ((size = read(open_file, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < size; i++) printf("%02x", bytes[i]);
        told = 1;
    }
    if (!told) printf("-");
    close(open_file);
}
