#include "injection/executable_code.h"

#include <errno.h>
#include <string.h>

#include "injection/remote_memory.h"
#include "process/process_denied.h"

static bool search_mappings(pid_t thread, const struct memory_maps *maps, bool libc,
                            struct executable_code *code);
static void search_mapping(pid_t thread, const struct mapping *mapping,
                           struct executable_code *code);
static bool complete(const struct executable_code *code);
static size_t stub_at(const uint8_t *bytes, size_t size);

static const uint8_t call_return[] = {0x0f, 0x05, 0xc3};
/** As glibc, musl and Go have it, and shorter. */
static const uint8_t long_stub[] = {0x48, 0xc7, 0xc0, 0x0f, 0, 0, 0, 0x0f, 0x05};
static const uint8_t short_stub[] = {0xb8, 0x0f, 0, 0, 0, 0x0f, 0x05};

_Static_assert(sizeof long_stub == SIGNAL_RETURN_SIZE, "room for the longest");

bool executable_code_find(pid_t process, pid_t thread, const struct memory_maps *maps,
                          struct executable_code *code, struct problem *problem)
{
    uint8_t byte;

    *code = (struct executable_code){.call = 0};
    if (maps->count > 0 && !remote_read(thread, maps->mappings[0].start, &byte, 1) &&
        errno == EPERM) {
        return process_denied(process, errno, problem);
    }
    if (search_mappings(thread, maps, true, code)) return true;
    if (search_mappings(thread, maps, false, code)) return true;
    return fail(problem, THREAD_UNFIT, 0, "Start the VM with exec instead.",
                "The programs that process %d has mapped lack a system call that returns, or the "
                "return from a signal's handler.",
                process);
}

bool executable_code_unchanged(pid_t thread, const struct executable_code *code)
{
    size_t size = (size_t)(code->signal_return_end - code->signal_return);
    uint8_t call[sizeof call_return];
    uint8_t stub[SIGNAL_RETURN_SIZE];

    return remote_read(thread, code->call, call, sizeof call) &&
           remote_read(thread, code->signal_return, stub, size) &&
           memcmp(call, call_return, sizeof call) == 0 &&
           memcmp(stub, code->signal_return_bytes, size) == 0;
}

void executable_code_search(const uint8_t *bytes, size_t size, uint64_t address,
                            struct executable_code *code)
{
    if (code->call == 0) {
        const uint8_t *found = memmem(bytes, size, call_return, sizeof call_return);
        if (found != NULL) {
            code->call = address + (uint64_t)(found - bytes);
            code->call_end = code->call + 2;
        }
    }
    for (size_t i = 0; i < size && code->signal_return == 0; i++) {
        size_t length = stub_at(bytes + i, size - i);
        if (length == 0) continue;
        code->signal_return = address + i;
        code->signal_return_end = code->signal_return + length;
        memcpy(code->signal_return_bytes, bytes + i, length);
    }
}

static bool search_mappings(pid_t thread, const struct memory_maps *maps, bool libc,
                            struct executable_code *code)
{
    for (size_t i = 0; i < maps->count && !complete(code); i++) {
        const struct mapping *mapping = &maps->mappings[i];
        if (mapping->readable && mapping->executable && mapping->file && !mapping->writable &&
            mapping->libc == libc) {
            search_mapping(thread, mapping, code);
        }
    }
    return complete(code);
}

/* Pieces overlap, so that what lies across their border is found. */
static void search_mapping(pid_t thread, const struct mapping *mapping,
                           struct executable_code *code)
{
    static uint8_t bytes[1 << 16];
    uint64_t address = mapping->start;

    while (address < mapping->end && !complete(code)) {
        uint64_t left = mapping->end - address;
        size_t size = left < sizeof bytes ? (size_t)left : sizeof bytes;
        if (!remote_read(thread, address, bytes, size)) return;
        executable_code_search(bytes, size, address, code);
        if (size == left) return;
        address += size - SIGNAL_RETURN_SIZE;
    }
}

static bool complete(const struct executable_code *code)
{
    return code->call != 0 && code->signal_return != 0;
}

/* The length of a stub that begins there; 0 without one. */
static size_t stub_at(const uint8_t *bytes, size_t size)
{
    if (size >= sizeof long_stub && memcmp(bytes, long_stub, sizeof long_stub) == 0) {
        return sizeof long_stub;
    }
    if (size >= sizeof short_stub && memcmp(bytes, short_stub, sizeof short_stub) == 0) {
        return sizeof short_stub;
    }
    return 0;
}
