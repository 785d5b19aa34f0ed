#ifndef VERSION_H
#define VERSION_H

#define HELPER_NAME "kvm-pmu-filter"

/** The project's version, as in package.json. */
#define HELPER_VERSION "0.1.0"

#endif
