#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

/** Room for the text of a fingerprint and the zero behind it. */
enum { FINGERPRINT_SIZE = 65 };

/** The SHA-256 of some bytes (FIPS 180-4), in lower-case hexadecimal digits. */
void sha256_text(const uint8_t *bytes, size_t size, char text[FINGERPRINT_SIZE]);

#endif
