#ifndef EXEC_QEMU_LINK_H
#define EXEC_QEMU_LINK_H

/**
 * Finds the value of -accel that a filter's object can be linked to on QEMU's command line, without
 * the program's name and ended by NULL: the only one of KVM, where nothing else says which
 * accelerator it is (-enable-kvm, -machine accel=, a file of -readconfig), and no object is linked
 * yet. With two, QEMU takes the first; beside the others it refuses to start.
 *
 * @return its index, or -1; also where it cannot be told what is an option and what a value
 */
int qemu_link_place(const char *const arguments[]);

#endif
