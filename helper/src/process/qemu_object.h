#ifndef QEMU_OBJECT_H
#define QEMU_OBJECT_H

#include <stdbool.h>

/** The type of the object with which a QEMU that knows it sets a filter itself. */
#define QEMU_FILTER_TYPE "kvm-pmu-filter"

/** Whether the value of QEMU's -object, JSON or KEY=TEXT, is about a kvm-pmu-filter. */
bool qemu_object_is_filter(const char *value);

#endif
