/*
 * fuzz RUNS SEED: has the parsers parse that many random inputs, always the same ones for a seed.
 * For compilers without libFuzzer.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "target.h"

enum { LONGEST = 400 };

/** xorshift64*; a state of 0 would stay 0. */
static uint64_t state;

static uint64_t random_below(uint64_t limit);
static size_t make_input(uint8_t *bytes);
static size_t make_struct(uint8_t *bytes);
static size_t make_text(uint8_t *bytes, const char *alphabet);
static size_t make_arguments(uint8_t *bytes);
static size_t make_record(uint8_t *bytes);
static size_t make_qemu_lines(uint8_t *bytes);
static size_t make_cgroup(uint8_t *bytes);

int main(int argc, char *argv[])
{
    static uint8_t bytes[2 * LONGEST];
    uint64_t runs = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;

    state = (argc > 2 ? strtoull(argv[2], NULL, 10) : 1) | UINT64_C(1) << 63;
    for (uint64_t i = 0; i < runs; i++) LLVMFuzzerTestOneInput(bytes, make_input(bytes));
    printf("%" PRIu64 " inputs\n", runs);
    return 0;
}

static uint64_t random_below(uint64_t limit)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * UINT64_C(0x2545f4914f6cdd1d) >> 16) % limit;
}

static size_t make_input(uint8_t *bytes)
{
    size_t size;

    switch (random_below(8)) {
    case 0:
        size = make_text(bytes, "0123456789abcdefABCDEF \n\t\rx");
        break;
    case 1:
        size = make_arguments(bytes);
        break;
    case 2:
        size = make_record(bytes);
        break;
    case 3:
        size = make_qemu_lines(bytes);
        break;
    case 4:
        size = make_cgroup(bytes);
        break;
    case 5:
        size = random_below(LONGEST);
        for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)random_below(256);
        break;
    default:
        size = make_struct(bytes);
        break;
    }
    /* Now and then something is off by a bit, a byte or an end. */
    if (size > 0 && random_below(4) == 0)
        bytes[random_below(size)] ^= (uint8_t)(1 << random_below(8));
    if (random_below(8) == 0) size = random_below(size + 8);
    return size;
}

/** A struct with as many events as it says, or the same in hexadecimal. */
static size_t make_struct(uint8_t *bytes)
{
    uint8_t binary[LONGEST] = {(uint8_t)random_below(2)};
    uint8_t events = (uint8_t)random_below(12);
    size_t size = 32 + 8 * (size_t)events;

    binary[4] = events;
    binary[12] = (uint8_t)random_below(2);
    for (size_t i = 32; i < size; i++) binary[i] = (uint8_t)random_below(256);
    if (random_below(2) == 0) {
        memcpy(bytes, binary, size);
        return size;
    }
    for (size_t i = 0; i < size; i++) snprintf((char *)bytes + 2 * i, 3, "%02x", binary[i]);
    return 2 * size;
}

static size_t make_text(uint8_t *bytes, const char *alphabet)
{
    size_t size = random_below(LONGEST);

    for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)alphabet[random_below(strlen(alphabet))];
    return size;
}

static size_t make_arguments(uint8_t *bytes)
{
    static const char *const words[] = {
        "probe",  "check",        "--stream", "--input",  "--input=hex",
        "binary", "--input=auto", "--help",   "-h",       "--version",
        "-",      "--",           "",         "--input=", "--inputs",
        "-name",  "guest=a,,b,c", "-uuid",    "x,guest=", "0123456789abcdef0123456789ABCDEF",
        "-accel", "kvm",          "kvm,a=b",  "-machine", "q35,accel=kvm",
        "apply",  "--pid=1",      "--owner",  "a.b-c_d",  "--unit=web1.service"};
    size_t size = 0;

    for (uint64_t count = random_below(6); count > 0; count--) {
        const char *word = words[random_below(sizeof words / sizeof words[0])];
        memcpy(bytes + size, word, strlen(word) + 1);
        size += strlen(word) + 1;
    }
    return size;
}

/** A record as it is written; what is then done to it breaks most of them. */
static size_t make_record(uint8_t *bytes)
{
    int size =
        snprintf((char *)bytes, 2 * LONGEST,
                 "kvm-pmu-filter-record 1\nstate %s\nby %s\nform x86\n"
                 "boot 59df5516-bcd7-4a6b-8e1e-5875d7e31f07\npid %u\nstart %" PRIu64 "\n"
                 "vm-fd 1\ntime 2\nuptime 3\n%sfilter %08x\nbefore %s\nend\n",
                 random_below(2) == 0 ? "set" : "setting", random_below(2) == 0 ? "apply" : "exec",
                 (unsigned)random_below(1 << 20), random_below(UINT64_MAX),
                 random_below(2) == 0 ? "owner a1-B2_.c\n" : "", (unsigned)random_below(UINT32_MAX),
                 random_below(2) == 0 ? "unknown" : "00ff");

    return (size_t)size;
}

/** The arguments of an object, or its value alone. */
static size_t make_qemu_lines(uint8_t *bytes)
{
    bool all = random_below(2) == 0;
    int size = snprintf((char *)bytes, 2 * LONGEST,
                        "%s{\"qom-type\": \"kvm-pmu-filter\", 'id':'%s', \"x\":[{\"a\": 1}]}%s",
                        all ? "-object\n" : "", random_below(2) == 0 ? "f0" : "f.1",
                        all && random_below(2) == 0 ? "\n-accel\nkvm,pmu-filter=f0\n" : "");

    return (size_t)size;
}

/** A process's control groups. */
static size_t make_cgroup(uint8_t *bytes)
{
    static const char *const lines[] = {"0::",
                                        "1:name=systemd:",
                                        "4:memory:",
                                        "/machine.slice",
                                        "/_web1.service",
                                        "/web1.service",
                                        "\n",
                                        "/"};
    size_t size = 0;

    for (uint64_t count = random_below(12); count > 0; count--) {
        const char *line = lines[random_below(sizeof lines / sizeof lines[0])];
        memcpy(bytes + size, line, strlen(line));
        size += strlen(line);
    }
    return size;
}
