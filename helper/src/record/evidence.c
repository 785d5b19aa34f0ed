#include "record/evidence.h"

#include <string.h>

#include "record/boot_id.h"
#include "record/exec_record.h"
#include "record/record_directory.h"

/* Where both speak of the VM root's word counts, whatever time the VMM's own tells: that process
   could have made a record that hides it. */
void evidence_find(int directory, const struct vm_identity *vm, struct evidence *evidence)
{
    static struct record_file applied;
    static struct record_file carried;
    enum record_read read = RECORD_ABSENT;
    char boot_id[UUID_SIZE];

    boot_id_read(boot_id);
    if (directory >= 0) read = record_file_read(directory, vm, &applied);
    if (read == RECORD_READ && strcmp(applied.record.boot_id, boot_id) != 0) read = RECORD_ABSENT;
    bool carries = exec_record_find(vm, boot_id, &carried);
    evidence->record = read == RECORD_READ ? &applied.record : NULL;
    evidence->carried = carries ? &carried.record : NULL;
    if (read == RECORD_READ) {
        evidence->source = EVIDENCE_OF_APPLY;
    } else if (read == RECORD_BROKEN) {
        evidence->source = EVIDENCE_BROKEN;
    } else if (carries) {
        evidence->source = EVIDENCE_OF_EXEC;
        evidence->record = &carried.record;
        evidence->carried = NULL;
    } else {
        evidence->source = directory == RECORDS_HIDDEN ? EVIDENCE_HIDDEN : NO_EVIDENCE;
    }
}

const char *evidence_state(const struct evidence *evidence)
{
    if (evidence->record != NULL) return evidence->record->state == RECORD_SET ? "set" : "unknown";
    return evidence->source == NO_EVIDENCE ? "none" : "unknown";
}

const char *evidence_writer(const struct evidence *evidence)
{
    static const char *const writers[] = {
        [NO_EVIDENCE] = NULL,        [EVIDENCE_HIDDEN] = NULL,    [EVIDENCE_OF_APPLY] = "apply",
        [EVIDENCE_OF_EXEC] = "exec", [EVIDENCE_BROKEN] = "apply",
    };

    return writers[evidence->source];
}

/* What a VMM carries is its own word: it must not make itself anybody's. */
const char *evidence_owner(const struct evidence *evidence)
{
    if (evidence->source != EVIDENCE_OF_APPLY || evidence->record->owner[0] == '\0') return NULL;
    return evidence->record->owner;
}
