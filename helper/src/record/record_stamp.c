#include "record/record.h"

#include <time.h>

void record_stamp(struct record *record)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_REALTIME, &now);
    record->time = now.tv_sec;
    clock_gettime(CLOCK_BOOTTIME, &now);
    record->uptime = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
