// The kernels of `app/hashes.ts` in C.
#include "kernels.h"

static uint32_t crc_table[256];

__attribute__((constructor)) static void fill_crc_table(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
    crc_table[i] = c;
  }
}

KERNEL uint32_t crc32(const uint8_t *bytes, int32_t length) {
  uint32_t crc = 0xffffffffu;
  for (int32_t i = 0; i < length; i++) crc = crc_table[(crc ^ bytes[i]) & 0xff] ^ (crc >> 8);
  return crc ^ 0xffffffffu;
}

#define PRIME1 0x9e3779b1u
#define PRIME2 0x85ebca77u
#define PRIME3 0xc2b2ae3du
#define PRIME4 0x27d4eb2fu
#define PRIME5 0x165667b1u

static inline uint32_t rotate_left(uint32_t x, int bits) { return x << bits | x >> (32 - bits); }
static inline uint32_t rotate_right(uint32_t x, int bits) { return x >> bits | x << (32 - bits); }

static inline uint32_t read_u32(const uint8_t *at) {
  uint32_t word;
  __builtin_memcpy(&word, at, 4);
  return word;
}

static inline uint32_t mix(uint32_t lane, uint32_t word) { return rotate_left(lane + word * PRIME2, 13) * PRIME1; }

KERNEL uint32_t xxhash32(const uint8_t *bytes, int32_t length, uint32_t seed) {
  int32_t at = 0;
  uint32_t h;
  if (length >= 16) {
    uint32_t a = seed + PRIME1 + PRIME2;
    uint32_t b = seed + PRIME2;
    uint32_t c = seed;
    uint32_t d = seed - PRIME1;
    for (; at <= length - 16; at += 16) {
      a = mix(a, read_u32(bytes + at));
      b = mix(b, read_u32(bytes + at + 4));
      c = mix(c, read_u32(bytes + at + 8));
      d = mix(d, read_u32(bytes + at + 12));
    }
    h = rotate_left(a, 1) + rotate_left(b, 7) + rotate_left(c, 12) + rotate_left(d, 18);
  } else {
    h = seed + PRIME5;
  }
  h += (uint32_t)length;
  for (; at + 4 <= length; at += 4) h = rotate_left(h + read_u32(bytes + at) * PRIME3, 17) * PRIME4;
  for (; at < length; at++) h = rotate_left(h + bytes[at] * PRIME5, 11) * PRIME1;
  h = (h ^ h >> 15) * PRIME2;
  h = (h ^ h >> 13) * PRIME3;
  return h ^ h >> 16;
}

KERNEL uint64_t fnv64(const uint8_t *bytes, int32_t length) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (int32_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * 0x100000001b3u;
  return hash;
}

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static void sha256_block(uint32_t state[8], const uint8_t *block) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) w[i] = __builtin_bswap32(read_u32(block + 4 * i));
  for (int i = 16; i < 64; i++) {
    uint32_t x = w[i - 15];
    uint32_t y = w[i - 2];
    uint32_t s0 = rotate_right(x, 7) ^ rotate_right(x, 18) ^ x >> 3;
    uint32_t s1 = rotate_right(y, 17) ^ rotate_right(y, 19) ^ y >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    uint32_t s1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
    uint32_t choice = (e & f) ^ (~e & g);
    uint32_t t1 = h + s1 + choice + K[i] + w[i];
    uint32_t s0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
    uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    uint32_t t2 = s0 + majority;
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

KERNEL void sha256(const uint8_t *restrict message, int32_t length, uint8_t *restrict padded,
                   uint8_t *restrict digest) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  int32_t size = (length + 72) >> 6 << 6;
  for (int32_t i = 0; i < length; i++) padded[i] = message[i];
  for (int32_t i = length; i < size; i++) padded[i] = 0;
  padded[length] = 0x80;
  uint64_t bits = (uint64_t)length << 3;
  for (int32_t i = 0; i < 8; i++) padded[size - 1 - i] = (uint8_t)(bits >> (8 * i));
  for (int32_t start = 0; start < size; start += 64) sha256_block(state, padded + start);
  for (int32_t i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i >> 2] >> (24 - 8 * (i & 3)));
}

/** Strings as their UTF-16 code units. */
KERNEL int32_t levenshtein(const uint16_t *restrict a, int32_t a_length, const uint16_t *restrict b, int32_t b_length,
                           uint16_t *restrict row) {
  for (int32_t j = 0; j <= b_length; j++) row[j] = (uint16_t)j;
  for (int32_t i = 1; i <= a_length; i++) {
    int32_t diagonal = row[0];
    row[0] = (uint16_t)i;
    for (int32_t j = 1; j <= b_length; j++) {
      int32_t above = row[j];
      int32_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = (uint16_t)min_i32(min_i32(above + 1, row[j - 1] + 1), diagonal + cost);
      diagonal = above;
    }
  }
  return row[b_length];
}
