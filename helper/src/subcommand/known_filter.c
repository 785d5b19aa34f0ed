#include "subcommand/known_filter.h"

#include <string.h>

void known_filter_note(const struct evidence *evidence, struct known_filter *known)
{
    const struct record *record = evidence->record;
    const char *owner = evidence_owner(evidence);

    *known = (struct known_filter){.state = evidence_state(evidence),
                                   .evidence = evidence_writer(evidence)};
    if (owner != NULL) memcpy(known->owner, owner, strlen(owner) + 1);
    if (record == NULL || record->state != RECORD_SET) return;
    sha256_text(record->filter.bytes, record->filter.size, known->fingerprint);
}

void write_known_filter(struct json *json, const char *key, const struct known_filter *known)
{
    json_open_object(json, key);
    json_string(json, "state", known->state);
    json_string(json, "evidence", known->evidence);
    json_string(json, "owner", known->owner[0] == '\0' ? NULL : known->owner);
    json_string(json, "fingerprint", known->fingerprint[0] == '\0' ? NULL : known->fingerprint);
    json_close_object(json);
}
