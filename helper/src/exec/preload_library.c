#include "exec/preload_library.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "exec/embedded_library.h"
#include "exec/memfd.h"
#include "input/read_bytes.h"
#include "preload/handover.h"

static int open_embedded(struct problem *problem);
static int open_file(const char *file, struct problem *problem);
static bool is_ours(int fd);

int preload_library_open(const char *file, struct problem *problem)
{
    int fd = file == NULL ? open_embedded(problem) : open_file(file, problem);

    if (fd >= 0) fcntl(fd, F_SETFD, 0);
    return fd;
}

static int open_embedded(struct problem *problem)
{
    size_t size = (size_t)((uintptr_t)embedded_library_end - (uintptr_t)embedded_library);
    int fd = memfd_executable("kvm-pmu-filter-preload", embedded_library, size);

    if (fd >= 0) return fd;
    fail(problem, PRELOAD_DENIED, errno,
         "Install the library as a file and name it with --library (see vm.memfd_noexec).",
         "No memory file can be made for the library: %s.", strerror(errno));
    return -1;
}

static int open_file(const char *file, struct problem *problem)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0) {
        fail(problem, PRELOAD_DENIED, errno, "Name a file that this user can read.",
             "The library %.200s cannot be read: %s.", file, strerror(errno));
        return -1;
    }
    if (is_ours(fd)) return fd;
    close(fd);
    fail(problem, PRELOAD_DENIED, 0, "Use the file that was built together with this program.",
         "%.200s is not the library of this program.", file);
    return -1;
}

/* Any other would be loaded, and would do nothing. */
static bool is_ours(int fd)
{
    static uint8_t bytes[1 << 20];
    int error;
    size_t size = read_bytes(fd, bytes, sizeof bytes, &error);

    return error == 0 && memmem(bytes, size, PRELOAD_MARK, sizeof PRELOAD_MARK) != NULL;
}
