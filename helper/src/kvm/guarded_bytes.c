#include "kvm/guarded_bytes.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool guarded_bytes_map(struct guarded_bytes *guarded, size_t capacity, struct problem *problem)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t readable = (capacity + page - 1) / page * page;
    uint8_t *memory = mmap(NULL, readable + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED || mprotect(memory, readable, PROT_READ | PROT_WRITE) != 0) {
        return fail(problem, MEMORY_MISSING, errno, "Give the process more memory.",
                    "There is no memory for a filter: %s.", strerror(errno));
    }
    guarded->end = memory + readable;
    guarded->capacity = readable;
    return true;
}

uint8_t *guarded_bytes_place(const struct guarded_bytes *guarded, const uint8_t *bytes, size_t size)
{
    uint8_t *place = guarded->end - size;

    if (size > 0) memcpy(place, bytes, size);
    return place;
}
