#ifndef RECORD_WORDS_H
#define RECORD_WORDS_H

/* The words of a record's text. */

#define RECORD_FIRST_LINE "kvm-pmu-filter-record 1"
#define RECORD_LAST_LINE "end"
#define RECORD_UNKNOWN "unknown"
/** The beginning of the only line that need not be there. */
#define RECORD_OWNER "owner "

/** By enum record_state. */
static const char *const record_state_words[] = {"setting", "set"};
/** By enum record_writer. */
static const char *const record_writer_words[] = {"apply", "exec"};
/** By enum record_form. */
static const char *const record_form_words[] = {"x86", "arm64"};

#endif
