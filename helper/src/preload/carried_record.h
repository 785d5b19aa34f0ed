#ifndef PRELOAD_CARRIED_RECORD_H
#define PRELOAD_CARRIED_RECORD_H

/**
 * Keeps the record of a VM whose filter was set (record/record.h) in the process itself: a sealed
 * memfd "kvm-pmu-filter" that stays open as long as the process lives. If that fails, it is told on
 * stderr; the filter is set all the same.
 */
void carry_record(int vm_fd);

/** Takes the record of the VM of this descriptor away, where there is one: it is no longer true. */
void drop_record(int vm_fd);

#endif
