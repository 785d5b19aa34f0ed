#ifndef RECORD_OWNER_H
#define RECORD_OWNER_H

#include "record/record.h"

/** Whether a text can name an owner: 1 to 64 of the characters A-Z, a-z, 0-9, ".", "_" and "-". */
bool record_owner_valid(const char *text);

#endif
