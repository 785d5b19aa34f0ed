#ifndef FOREIGN_MEMFD_H
#define FOREIGN_MEMFD_H

/**
 * Opens, for reading, the sealed memfd to which a descriptor of a process leads. What the process
 * has in its place (a FIFO, a device, a file of a file system of its own) is neither opened nor
 * asked anything, whatever its link says.
 *
 * @param directory the process's "fd" in /proc
 * @param name an entry of it
 * @return a descriptor, or -1
 */
int foreign_memfd_open(int directory, const char *name);

#endif
