/*
 * Holds a VM as a 32-bit program, and says so by a line on stdout. It needs no C library, which few
 * machines have for it, and ends with its stdin.
 */

static long call(long number, long first, long second, long third)
{
    long result;

    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(first), "c"(second), "d"(third)
                     : "memory");
    return result;
}

/* By the numbers of arch/x86/entry/syscalls/syscall_32.tbl. */
enum { EXIT = 1, READ = 3, WRITE = 4, OPEN = 5, IOCTL = 54 };

void _start(void)
{
    char byte;
    /* O_RDWR is 2, KVM_CREATE_VM 0xae01. */
    long kvm = call(OPEN, (long)"/dev/kvm", 2, 0);
    long vm = call(IOCTL, kvm, 0xae01, 0);

    if (vm >= 0) call(WRITE, 1, (long)"1\n", 2);
    while (call(READ, 0, (long)&byte, 1) == 1) call(WRITE, 1, (long)"1\n", 2);
    call(EXIT, vm < 0, 0, 0);
}
