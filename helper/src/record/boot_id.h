#ifndef BOOT_ID_H
#define BOOT_ID_H

#include "process/uuid.h"

/** Reads /proc/sys/kernel/random/boot_id, which is another after each boot; "" if it cannot. */
void boot_id_read(char boot_id[UUID_SIZE]);

#endif
