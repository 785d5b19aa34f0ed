#include "command/help.h"

#include <stdio.h>

#include "version.h"

static const char general[] =
    "Usage: " HELPER_NAME " SUBCOMMAND [OPTION...]\n"
    "\n"
    "Asks the kernel of this host what it does with KVM PMU event filters.\n"
    "\n"
    "Subcommands:\n"
    "  probe  Print what the kernel can do, and what this user may do.\n"
    "  check  Let the kernel judge the filter on stdin, on a VM made for that alone.\n"
    "\n"
    "Options:\n"
    "  -h, --help  Print this help, or that of the subcommand before it.\n"
    "  --version   Print the version.\n"
    "\n"
    "Results are JSON on stdout, one object per line; a problem is told on stderr, too.\n"
    "\n"
    "Exit codes:\n"
    "  0  Done; of check: the kernel takes the filter.\n"
    "  1  The kernel refused the filter.\n"
    "  2  The command line is wrong.\n"
    "  3  The input is wrong.\n"
    "  4  The host lacks something, or this user the right to it.\n"
    "  5  Memory or the output failed.\n";

static const char probe[] =
    "Usage: " HELPER_NAME " probe\n"
    "\n"
    "Prints the kernel, access to /dev/kvm, its capabilities for PMU filters, whose rules it\n"
    "applies to them, whether guests can have a PMU, and which processes this one may trace.\n"
    "Makes an empty VM and closes it; changes nothing.\n";

static const char check[] =
    "Usage: " HELPER_NAME " check [OPTION...] < FILTER\n"
    "\n"
    "Hands the struct kvm_pmu_event_filter on stdin to the kernel, on an empty VM made for that\n"
    "and closed again, and prints the kernel's verdict. No guest is touched.\n"
    "\n"
    "Options:\n"
    "  --input auto|binary|hex  The input's form: the struct's bytes, or two hexadecimal digits\n"
    "                           for each, with or without white space between. By default the\n"
    "                           first byte tells: a digit or white space begins text.\n"
    "  --stream                 Judge many: each struct's bytes after their number as a 32-bit\n"
    "                           little-endian integer; one line of JSON for each.\n"
    "  -h, --help               Print this help.\n";

bool print_help(enum subcommand subcommand)
{
    static const char *const texts[] = {
        [NO_SUBCOMMAND] = general, [PROBE] = probe, [CHECK] = check};

    fputs(texts[subcommand], stdout);
    return fflush(stdout) == 0;
}

bool print_version(void)
{
    puts(HELPER_NAME " " HELPER_VERSION);
    return fflush(stdout) == 0;
}
