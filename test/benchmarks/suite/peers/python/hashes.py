"""The kernels of `app/hashes.ts` for Numba, whose 32-bit arithmetic widens unless it is cast back."""

import numpy as np
from numba import njit, uint32, uint64


def crc_table_of():
    table = np.zeros(256, np.uint32)
    for i in range(256):
        c = i
        for _ in range(8):
            c = 0xEDB88320 ^ (c >> 1) if c & 1 else c >> 1
        table[i] = c
    return table


crc_table = crc_table_of()


@njit
def crc32(data, length):
    crc = uint32(0xFFFFFFFF)
    for i in range(length):
        crc = uint32(crc_table[(crc ^ data[i]) & 0xFF] ^ (crc >> 8))
    return uint32(crc ^ uint32(0xFFFFFFFF))


PRIME1 = np.uint32(0x9E3779B1)
PRIME2 = np.uint32(0x85EBCA77)
PRIME3 = np.uint32(0xC2B2AE3D)
PRIME4 = np.uint32(0x27D4EB2F)
PRIME5 = np.uint32(0x165667B1)


@njit
def rotate_left(x, bits):
    return uint32((x << uint32(bits)) | (x >> uint32(32 - bits)))


@njit
def rotate_right(x, bits):
    return uint32((x >> uint32(bits)) | (x << uint32(32 - bits)))


@njit
def mix(lane, word):
    return uint32(rotate_left(uint32(lane + word * PRIME2), 13) * PRIME1)


@njit
def xxhash32(data, length, start):
    words = data[: length // 4 * 4].view(np.uint32)
    seed = uint32(start)
    at = 0
    if length >= 16:
        a = uint32(seed + PRIME1 + PRIME2)
        b = uint32(seed + PRIME2)
        c = seed
        d = uint32(seed - PRIME1)
        while at + 4 <= length // 4:
            a = mix(a, words[at])
            b = mix(b, words[at + 1])
            c = mix(c, words[at + 2])
            d = mix(d, words[at + 3])
            at += 4
        h = uint32(rotate_left(a, 1) + rotate_left(b, 7) + rotate_left(c, 12) + rotate_left(d, 18))
    else:
        h = uint32(seed + PRIME5)
    h = uint32(h + length)
    while at < length // 4:
        h = uint32(rotate_left(uint32(h + words[at] * PRIME3), 17) * PRIME4)
        at += 1
    for i in range(at * 4, length):
        h = uint32(rotate_left(uint32(h + data[i] * PRIME5), 11) * PRIME1)
    h = uint32((h ^ (h >> uint32(15))) * PRIME2)
    h = uint32((h ^ (h >> uint32(13))) * PRIME3)
    return uint32(h ^ (h >> uint32(16)))


@njit
def fnv64(data, length):
    hashed = uint64(0xCBF29CE484222325)
    for i in range(length):
        hashed = (hashed ^ uint64(data[i])) * uint64(0x100000001B3)
    return hashed


# fmt: off
K = np.array([
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
], np.uint32)
INITIAL = np.array([
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
], np.uint32)
# fmt: on


@njit
def sha256_block(state, w, padded, start):
    for i in range(16):
        at = start + 4 * i
        w[i] = (
            (uint32(padded[at]) << uint32(24))
            | (uint32(padded[at + 1]) << uint32(16))
            | (uint32(padded[at + 2]) << uint32(8))
            | uint32(padded[at + 3])
        )
    for i in range(16, 64):
        x = w[i - 15]
        y = w[i - 2]
        s0 = rotate_right(x, 7) ^ rotate_right(x, 18) ^ (x >> uint32(3))
        s1 = rotate_right(y, 17) ^ rotate_right(y, 19) ^ (y >> uint32(10))
        w[i] = w[i - 16] + s0 + w[i - 7] + s1
    a, b, c, d = state[0], state[1], state[2], state[3]
    e, f, g, h = state[4], state[5], state[6], state[7]
    for i in range(64):
        s1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25)
        choice = (e & f) ^ (~e & g)
        t1 = uint32(h + s1 + choice + K[i] + w[i])
        s0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22)
        majority = (a & b) ^ (a & c) ^ (b & c)
        t2 = uint32(s0 + majority)
        h = g
        g = f
        f = e
        e = uint32(d + t1)
        d = c
        c = b
        b = a
        a = uint32(t1 + t2)
    state[0] += a
    state[1] += b
    state[2] += c
    state[3] += d
    state[4] += e
    state[5] += f
    state[6] += g
    state[7] += h


@njit
def sha256(message, length, padded, digest):
    state = INITIAL.copy()
    w = np.empty(64, np.uint32)
    size = len(padded)
    padded[:length] = message
    padded[length:] = 0
    padded[length] = 0x80
    for i in range(8):
        padded[size - 1 - i] = ((length * 8) >> (8 * i)) & 255
    for start in range(0, size, 64):
        sha256_block(state, w, padded, start)
    for i in range(32):
        digest[i] = (state[i >> 2] >> uint32(24 - 8 * (i & 3))) & uint32(255)


@njit
def levenshtein(a, a_length, b, b_length, row):
    """Strings are their UTF-16 code units."""
    for j in range(b_length + 1):
        row[j] = j
    for i in range(1, a_length + 1):
        diagonal = int(row[0])
        row[0] = i
        for j in range(1, b_length + 1):
            above = int(row[j])
            cost = 0 if a[i - 1] == b[j - 1] else 1
            row[j] = min(above + 1, int(row[j - 1]) + 1, diagonal + cost)
            diagonal = above
    return int(row[b_length])
