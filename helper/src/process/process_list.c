#include "process/process_list.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "command/decimal.h"

pid_t next_id(DIR *directory)
{
    const struct dirent *entry;
    uint64_t id;

    while ((entry = readdir(directory)) != NULL) {
        if (read_decimal(entry->d_name, INT_MAX, &id) && id != 0) return (pid_t)id;
    }
    return 0;
}
