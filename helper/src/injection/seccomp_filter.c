#include "injection/seccomp_filter.h"

#include <string.h>

/** Classes, and the parts of an instruction's code (include/uapi/linux/bpf_common.h, filter.h). */
enum {
    CLASS = 0x07,
    LD = 0x00,
    LDX = 0x01,
    ST = 0x02,
    STX = 0x03,
    ALU = 0x04,
    JMP = 0x05,
    RET = 0x06,
    MISC = 0x07,

    /** Size of a word, and where from. */
    LOAD_KIND = 0xf8,
    LOAD_CONSTANT = 0x00,
    LOAD_DATA = 0x20,
    LOAD_MEMORY = 0x60,
    LOAD_LENGTH = 0x80,

    OPERATION = 0xf0,
    /** The operand is X, not the constant. */
    OPERAND_X = 0x08,
    ADD = 0x00,
    SUB = 0x10,
    MUL = 0x20,
    DIV = 0x30,
    OR = 0x40,
    AND = 0x50,
    LSH = 0x60,
    RSH = 0x70,
    NEG = 0x80,
    XOR = 0xa0,

    ALWAYS = 0x00,
    EQUAL = 0x10,
    GREATER = 0x20,
    GREATER_EQUAL = 0x30,
    ANY_BIT = 0x40,

    RETURN_A = 0x10,
    RETURN_CONSTANT = 0x00,

    TO_A = 0x80,
};

enum { MEMORY_WORDS = 16 };

struct machine {
    uint32_t a;
    uint32_t x;
    uint32_t memory[MEMORY_WORDS];
    const struct seccomp_data *data;
};

static bool load(struct machine *machine, const struct bpf_instruction *at, uint32_t *target);
static bool compute(struct machine *machine, const struct bpf_instruction *at);
static bool compare(const struct machine *machine, const struct bpf_instruction *at,
                    uint32_t *distance);

uint32_t seccomp_filter_run(const struct bpf_instruction *program, size_t length,
                            const struct seccomp_data *data)
{
    struct machine machine = {.data = data};

    /* Jumps only go forward, so this ends. */
    for (size_t next = 0; next < length; next++) {
        const struct bpf_instruction *at = &program[next];
        uint32_t distance = 0;
        bool valid = true;
        switch (at->code & CLASS) {
        case LD:
            valid = load(&machine, at, &machine.a);
            break;
        case LDX:
            valid = (at->code & LOAD_KIND) != LOAD_DATA && load(&machine, at, &machine.x);
            break;
        case ST:
        case STX:
            valid = at->code <= STX && at->constant < MEMORY_WORDS;
            if (valid) machine.memory[at->constant] = at->code == ST ? machine.a : machine.x;
            break;
        case ALU:
            valid = compute(&machine, at);
            break;
        case JMP:
            valid = compare(&machine, at, &distance);
            break;
        case RET:
            if (at->code == (RET | RETURN_A)) return machine.a;
            return at->code == RET ? at->constant : SECCOMP_ANSWER_KILL_PROCESS;
        case MISC:
            if (at->code == (MISC | TO_A))
                machine.a = machine.x;
            else if (at->code == MISC)
                machine.x = machine.a;
            else
                valid = false;
            break;
        }
        if (!valid || distance >= length - next) break;
        next += distance;
    }
    return SECCOMP_ANSWER_KILL_PROCESS;
}

bool seccomp_filter_lets_through(const struct bpf_instruction *program, size_t length,
                                 const struct seccomp_data *data)
{
    uint32_t action = seccomp_filter_run(program, length, data) & UINT32_C(0xffff0000);

    return action == SECCOMP_ANSWER_ALLOW || action == SECCOMP_ANSWER_LOG;
}

static bool load(struct machine *machine, const struct bpf_instruction *at, uint32_t *target)
{
    switch (at->code & LOAD_KIND) {
    case LOAD_CONSTANT:
        *target = at->constant;
        return true;
    case LOAD_DATA:
        if (at->constant % 4 != 0 || at->constant >= sizeof *machine->data) return false;
        memcpy(target, (const uint8_t *)machine->data + at->constant, sizeof *target);
        return true;
    case LOAD_MEMORY:
        if (at->constant >= MEMORY_WORDS) return false;
        *target = machine->memory[at->constant];
        return true;
    case LOAD_LENGTH:
        *target = sizeof *machine->data;
        return true;
    default:
        return false;
    }
}

static bool compute(struct machine *machine, const struct bpf_instruction *at)
{
    uint32_t operand = (at->code & OPERAND_X) != 0 ? machine->x : at->constant;

    if (at->code > 0xff) return false;
    switch (at->code & OPERATION) {
    case ADD:
        machine->a += operand;
        return true;
    case SUB:
        machine->a -= operand;
        return true;
    case MUL:
        machine->a *= operand;
        return true;
    case DIV:
        /* By 0 a filter ends with 0, which kills the thread: as good as invalid. */
        if (operand == 0) return false;
        machine->a /= operand;
        return true;
    case OR:
        machine->a |= operand;
        return true;
    case AND:
        machine->a &= operand;
        return true;
    case XOR:
        machine->a ^= operand;
        return true;
    case LSH:
        if (operand >= 32) return false;
        machine->a <<= operand;
        return true;
    case RSH:
        if (operand >= 32) return false;
        machine->a >>= operand;
        return true;
    case NEG:
        machine->a = 0 - machine->a;
        return true;
    default:
        return false;
    }
}

/* How many instructions are skipped. */
static bool compare(const struct machine *machine, const struct bpf_instruction *at,
                    uint32_t *distance)
{
    uint32_t operand = (at->code & OPERAND_X) != 0 ? machine->x : at->constant;
    bool holds;

    if (at->code > 0xff) return false;
    switch (at->code & OPERATION) {
    case ALWAYS:
        *distance = at->constant;
        return (at->code & OPERAND_X) == 0;
    case EQUAL:
        holds = machine->a == operand;
        break;
    case GREATER:
        holds = machine->a > operand;
        break;
    case GREATER_EQUAL:
        holds = machine->a >= operand;
        break;
    case ANY_BIT:
        holds = (machine->a & operand) != 0;
        break;
    default:
        return false;
    }
    *distance = holds ? at->if_true : at->if_false;
    return true;
}
