#include "subcommand/check_stream.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "command/report.h"
#include "input/filter_input.h"
#include "input/read_bytes.h"

/** What came of reading a frame. */
enum frame { FRAME, END, FRAME_FAILED };

static enum frame read_frame(uint8_t *bytes, uint32_t *size, struct problem *problem);
static enum frame broken_off(int error, struct problem *problem);

bool check_stream(judge_frame_function *judge, const void *court, struct problem *problem)
{
    static uint8_t bytes[MAX_STRUCT_SIZE];
    struct json json;
    uint32_t size = 0;

    json_start(&json, STDOUT_FILENO);
    for (int64_t index = 0;; index++) {
        enum frame frame = read_frame(bytes, &size, problem);
        if (frame != FRAME) return frame == END;
        json_open_object(&json, NULL);
        json_number(&json, "index", index);
        judge(&json, court, bytes, size);
        if (!report_close(&json, problem)) return false;
    }
}

static enum frame read_frame(uint8_t *bytes, uint32_t *size, struct problem *problem)
{
    uint8_t prefix[sizeof *size];
    int error;
    size_t count = read_bytes(STDIN_FILENO, prefix, sizeof prefix, &error);

    if (error == 0 && count == 0) return END;
    if (count < sizeof prefix) return broken_off(error, problem);
    memcpy(size, prefix, sizeof prefix);
    if (*size > MAX_STRUCT_SIZE) {
        fail(problem, INPUT_TOO_LONG, 0, MAX_STRUCT_HINT,
             "A struct in the stream has %" PRIu32 " bytes; at most %d are read.", *size,
             MAX_STRUCT_SIZE);
        return FRAME_FAILED;
    }
    count = read_bytes(STDIN_FILENO, bytes, *size, &error);
    return count == *size ? FRAME : broken_off(error, problem);
}

static enum frame broken_off(int error, struct problem *problem)
{
    if (error != 0) {
        fail(problem, INPUT_UNREADABLE, error, "Give the stream on stdin, as a file or a pipe.",
             "The stream on stdin cannot be read: %s.", strerror(error));
    } else {
        fail(problem, INPUT_FRAME_TRUNCATED, 0, "Give each struct's size in front of its bytes.",
             "The stream ends within a struct.");
    }
    return FRAME_FAILED;
}
