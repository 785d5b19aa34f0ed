#ifndef ERRNO_NAME_H
#define ERRNO_NAME_H

/** The name of an errno, "EINVAL"; "EUNKNOWN" for one that KVM, files and ptrace do not answer. */
const char *errno_name(int error);

#endif
