#include "process/qemu_object.h"

#include <string.h>

#include "input/json_member.h"
#include "process/qemu_part.h"

/* What begins with a brace is JSON to QEMU (user_creatable_parse_str in qom/object_interfaces.c).
 */
bool qemu_object_is_filter(const char *value)
{
    char type[sizeof QEMU_FILTER_TYPE];
    bool told = value[0] == '{' ? json_member_text(value, "qom-type", type, sizeof type)
                                : qemu_part_text(value, "qom-type", true, type, sizeof type);

    return told && strcmp(type, QEMU_FILTER_TYPE) == 0;
}
