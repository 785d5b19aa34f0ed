#include "command/help.h"

#include <stdio.h>

#include "record/record_directory.h"
#include "version.h"

static const char general[] =
    "Usage: " HELPER_NAME " SUBCOMMAND [OPTION...]\n"
    "\n"
    "Sets KVM PMU event filters in VMs: in running ones, and in ones that it starts. They say\n"
    "which performance events a guest may count.\n"
    "\n"
    "Subcommands:\n"
    "  probe   Print what the kernel can do, and what this user may do.\n"
    "  check   Let the kernel judge the filter on stdin, on a VM made for that alone.\n"
    "  apply   Set the filter on stdin in a running VM.\n"
    "  clear   Let a running VM count everything.\n"
    "  status  Print which VMs run, and what is known of the filter of each.\n"
    "  exec    Become a VMM whose VMs get a filter before they run.\n"
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
    "  5  Memory, the output or a record failed.\n"
    "  6  The process or VM is not what it was said to be, or cannot be touched without harm.\n"
    "  7  It is not known whether the filter was set; see status.\n";

static const char probe[] =
    "Usage: " HELPER_NAME " probe\n"
    "\n"
    "Prints the kernel, access to /dev/kvm, its capabilities for PMU filters, whose rules it\n"
    "applies to them, whether guests can have a PMU, and which processes this one may trace.\n"
    "Makes an empty VM and closes it; changes nothing.\n";

#define HELP_OPTION "  -h, --help               Print this help.\n"

static const char check[] =
    "Usage: " HELPER_NAME " check [OPTION...] < FILTER\n"
    "\n"
    "Hands the struct kvm_pmu_event_filter on stdin to the kernel, on an empty VM made for that\n"
    "and closed again, and prints the kernel's verdict. No guest is touched. On arm64 there is a\n"
    "struct of 8 bytes for each call, in the order of the calls.\n"
    "\n"
    "Options:\n"
    "  --input auto|binary|hex  The input's form: the struct's bytes, or two hexadecimal digits\n"
    "                           for each, with or without white space between. By default the\n"
    "                           first byte tells (on arm64 the fifth): a digit or white space\n"
    "                           is text.\n"
    "  --stream                 Judge many: each struct's bytes after their number as a 32-bit\n"
    "                           little-endian integer; one line of JSON for each.\n" HELP_OPTION;

#define CHOICE_HELP \
    "  --pid N                  The process that runs the VM.\n" \
    "  --pidfile FILE           The same, from a file as QEMU's -pidfile writes it.\n" \
    "  --uuid UUID, --name NAME The VM by what its VMM has on the command line behind -uuid or\n" \
    "                           -name, as QEMU has it and libvirt starts it.\n" \
    "  --unit UNIT              The VM in this systemd unit; its full name, as web1.service.\n" \
    "  --start-time N           Refuse a process that did not start then: field 22 of\n" \
    "                           /proc/PID/stat.\n" \
    "  --vm-fd N                The VM's descriptor in the process, where it has several VMs.\n" \
    "  --records DIRECTORY      Where records are kept; by default " RECORD_DIRECTORY ".\n"

static const char apply[] =
    "Usage: " HELPER_NAME " apply WHICH [OPTION...] < FILTER\n"
    "\n"
    "Sets the struct kvm_pmu_event_filter on stdin in a running VM, in place of the one before: a\n"
    "thread of the VMM is stopped for a moment, makes the system call, and goes on. First the\n"
    "kernel judges the filter on an empty VM. A record of it is kept. x86-64 only.\n"
    "\n"
    "Options, of which one of the first five says which VM:\n" CHOICE_HELP
    "  --unchecked              Do not have the filter judged first.\n"
    "  --owner TEXT             Record whose it is, in place of another owner or none: 1 to 64\n"
    "                           letters, digits, dots, dashes and underscores.\n"
    "  --unless-set             Do nothing to the VM where the record says that it has exactly\n"
    "                           this filter; only the owner is put right.\n"
    "  --input auto|binary|hex  The input's form, as for check.\n" HELP_OPTION;

static const char clear[] =
    "Usage: " HELPER_NAME " clear WHICH [OPTION...]\n"
    "\n"
    "Lets a running VM count everything, by a filter that denies nothing: the kernel has no way\n"
    "to take one away. x86-64 only.\n"
    "\n"
    "Options, of which one of the first five says which VM:\n" CHOICE_HELP
    "  --owner TEXT             Only a filter of this owner; else nothing is done.\n" HELP_OPTION;

static const char status[] =
    "Usage: " HELPER_NAME " status [OPTION...]\n"
    "\n"
    "Prints the VMs of this host, or the one chosen, and for each what is known of its filter:\n"
    "from the record of apply and clear, or else from the one that a VMM of exec carries. The\n"
    "kernel cannot be asked. Also prints records whose VM is no more. Changes nothing.\n"
    "\n"
    "Options, of which one of the first five may say which VM:\n" CHOICE_HELP HELP_OPTION;

static const char exec[] =
    "Usage: " HELPER_NAME " exec --filter FILE|--filters DIRECTORY [OPTION...] -- PROGRAM ARGS...\n"
    "\n"
    "Becomes PROGRAM, a dynamically linked VMM, with a small library preloaded that sets the\n"
    "filter in every VM before it can run: on x86-64 when the VM is made, on arm64 before the PMU\n"
    "of a vCPU is initialised. If it cannot be set, the VMM does not run. Prints nothing when all\n"
    "is well. PROGRAM may also be one that executes the VMM, like taskset, but then nobody looks\n"
    "whether the library can be preloaded into the VMM: where you can, name the VMM itself.\n"
    "\n"
    "Options:\n"
    "  --filter FILE            The filter for all VMs of PROGRAM.\n"
    "  --filters DIRECTORY      Take the first that is there of by-uuid/UUID, by-name/NAME and\n"
    "                           default, by PROGRAM's -uuid and -name. Without a file, or without\n"
    "                           -uuid and -name (on its command line: -readconfig is not read),\n"
    "                           PROGRAM is executed as it is. With arguments for QEMU beside it,\n"
    "                           in FILE.qemu, a QEMU that has the kvm-pmu-filter object gets that\n"
    "                           in place of the library.\n"
    "  --optional               Where the filter cannot be set, warn and run without it.\n"
    "  --library FILE           Preload this file instead of a memory file.\n"
    "  --input auto|binary|hex  The form of the filter's file, as for check.\n" HELP_OPTION;

bool print_help(enum subcommand subcommand)
{
    static const char *const texts[] = {
        [NO_SUBCOMMAND] = general, [PROBE] = probe,   [CHECK] = check, [APPLY] = apply,
        [CLEAR] = clear,           [STATUS] = status, [EXEC] = exec};

    fputs(texts[subcommand], stdout);
    return fflush(stdout) == 0;
}

bool print_version(void)
{
    puts(HELPER_NAME " " HELPER_VERSION);
    return fflush(stdout) == 0;
}
