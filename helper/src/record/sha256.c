#include "record/sha256.h"

#include <string.h>

#include "input/hex.h"

enum { BLOCK = 64, WORDS = 8, ROUNDS = 64 };

static void hash_block(uint32_t state[WORDS], const uint8_t *block);
static void expand(const uint8_t *block, uint32_t schedule[ROUNDS]);
static uint32_t turned(uint32_t word, unsigned bits);

void sha256_text(const uint8_t *bytes, size_t size, char text[FINGERPRINT_SIZE])
{
    uint32_t state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint64_t bits = 8 * (uint64_t)size;
    uint8_t tail[2 * BLOCK] = {0};
    uint8_t digest[4 * WORDS];

    for (; size >= BLOCK; size -= BLOCK, bytes += BLOCK) hash_block(state, bytes);
    /* The rest, a 1 bit, zeros, and the number of bits, big endian, at a block's end. */
    size_t end = size + 1 + sizeof bits <= BLOCK ? BLOCK : 2 * BLOCK;
    if (size > 0) memcpy(tail, bytes, size);
    tail[size] = 0x80;
    for (size_t i = 0; i < sizeof bits; i++) tail[end - 1 - i] = (uint8_t)(bits >> 8 * i);
    for (size_t i = 0; i < end; i += BLOCK) hash_block(state, tail + i);
    for (size_t i = 0; i < sizeof digest; i++)
        digest[i] = (uint8_t)(state[i / 4] >> 8 * (3 - i % 4));
    encode_hex(digest, sizeof digest, text);
}

/** The first 32 bits of the fractional parts of the first 64 primes' cube roots. */
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static void hash_block(uint32_t state[WORDS], const uint8_t *block)
{
    uint32_t schedule[ROUNDS];
    uint32_t w[WORDS];

    expand(block, schedule);
    memcpy(w, state, sizeof w);
    for (int i = 0; i < ROUNDS; i++) {
        uint32_t mixed = turned(w[4], 6) ^ turned(w[4], 11) ^ turned(w[4], 25);
        uint32_t choice = (w[4] & w[5]) ^ (~w[4] & w[6]);
        uint32_t first = w[7] + mixed + choice + constants[i] + schedule[i];
        uint32_t other = turned(w[0], 2) ^ turned(w[0], 13) ^ turned(w[0], 22);
        uint32_t majority = (w[0] & w[1]) ^ (w[0] & w[2]) ^ (w[1] & w[2]);

        memmove(w + 1, w, sizeof w - sizeof w[0]);
        w[4] += first;
        w[0] = first + other + majority;
    }
    for (int i = 0; i < WORDS; i++) state[i] += w[i];
}

static void expand(const uint8_t *block, uint32_t schedule[ROUNDS])
{
    for (int i = 0; i < 16; i++, block += 4) {
        schedule[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 |
                      (uint32_t)block[2] << 8 | (uint32_t)block[3];
    }
    for (int i = 16; i < ROUNDS; i++) {
        uint32_t near = schedule[i - 2];
        uint32_t far = schedule[i - 15];
        schedule[i] = schedule[i - 16] + schedule[i - 7] +
                      (turned(far, 7) ^ turned(far, 18) ^ far >> 3) +
                      (turned(near, 17) ^ turned(near, 19) ^ near >> 10);
    }
}

static uint32_t turned(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}
