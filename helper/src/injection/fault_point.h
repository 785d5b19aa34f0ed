#ifndef FAULT_POINT_H
#define FAULT_POINT_H

/*
 * Places at which the `faulty` build can be killed or held up, to test that a thread comes to no
 * harm whenever the helper ends. In every other build they are nothing.
 */

/** All of them, in the order in which an injection passes them. */
#define FAULT_POINTS(POINT) \
    POINT(RECORD_WRITTEN) \
    POINT(RECORD_SETTING) \
    POINT(SEIZE_FAILED) \
    POINT(SEIZED) \
    POINT(INTERRUPTED) \
    POINT(STOPPED) \
    POINT(SAVED) \
    POINT(FRAME_WRITTEN) \
    POINT(REGISTERS_SET) \
    POINT(MASK_SET) \
    POINT(RESUMED) \
    POINT(AT_ENTRY) \
    POINT(CALLED) \
    POINT(AT_EXIT) \
    POINT(MASK_BACK) \
    POINT(REGISTERS_BACK) \
    POINT(DETACHED) \
    POINT(RECORD_SET)

#define FAULT_POINT_NUMBER(name) FAULT_##name,
enum fault_point { FAULT_POINTS(FAULT_POINT_NUMBER) };
#undef FAULT_POINT_NUMBER

#ifdef FAULT_POINTS_ACTIVE

/**
 * Does what the environment variable KVM_PMU_FILTER_FAULT asks for: `kill:NAME` ends the helper at
 * that point by SIGKILL, `hold:NAME` stops it there by SIGSTOP. With `list` the names are printed
 * when the program starts, and nothing else is done.
 */
void fault_point(enum fault_point point);

#else
#define fault_point(point) ((void)(point))
#endif

#endif
