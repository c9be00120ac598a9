// The kernels of `app/hashes.ts` by hand.

const crcTable = memory.data(1024)
for (let i = 0; i < 256; i++) {
  let c: u32 = i
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  store<u32>(crcTable + ((<usize>i) << 2), c)
}

export function crc32(bytes: usize, length: i32): u32 {
  let crc: u32 = 0xffffffff
  const end = bytes + length
  for (; bytes < end; bytes++) {
    crc = load<u32>(crcTable + <usize>(((crc ^ load<u8>(bytes)) & 0xff) << 2)) ^ (crc >>> 8)
  }
  return crc ^ 0xffffffff
}

const PRIME1: u32 = 0x9e3779b1
const PRIME2: u32 = 0x85ebca77
const PRIME3: u32 = 0xc2b2ae3d
const PRIME4: u32 = 0x27d4eb2f
const PRIME5: u32 = 0x165667b1

function round(lane: u32, word: u32): u32 {
  return rotl<u32>(lane + word * PRIME2, 13) * PRIME1
}

export function xxhash32(bytes: usize, length: i32, seed: u32): u32 {
  const end = bytes + length
  let h: u32 = 0
  if (length >= 16) {
    let a = seed + PRIME1 + PRIME2
    let b = seed + PRIME2
    let c = seed
    let d = seed - PRIME1
    while (bytes + 16 <= end) {
      a = round(a, load<u32>(bytes))
      b = round(b, load<u32>(bytes, 4))
      c = round(c, load<u32>(bytes, 8))
      d = round(d, load<u32>(bytes, 12))
      bytes += 16
    }
    h = rotl<u32>(a, 1) + rotl<u32>(b, 7) + rotl<u32>(c, 12) + rotl<u32>(d, 18)
  } else {
    h = seed + PRIME5
  }
  h += length
  for (; bytes + 4 <= end; bytes += 4) h = rotl<u32>(h + load<u32>(bytes) * PRIME3, 17) * PRIME4
  for (; bytes < end; bytes++) h = rotl<u32>(h + <u32>load<u8>(bytes) * PRIME5, 11) * PRIME1
  h = (h ^ (h >>> 15)) * PRIME2
  h = (h ^ (h >>> 13)) * PRIME3
  return h ^ (h >>> 16)
}

export function fnv64(bytes: usize, length: i32): u64 {
  let hash: u64 = 0xcbf29ce484222325
  const end = bytes + length
  for (; bytes < end; bytes++) hash = (hash ^ <u64>load<u8>(bytes)) * 0x100000001b3
  return hash
}

const K = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])
const state = memory.data(32)
const w = memory.data(256)

function sha256Block(block: usize): void {
  for (let at: usize = 0; at < 64; at += 4) store<u32>(w + at, bswap(load<u32>(block + at)))
  for (let at = w + 64; at < w + 256; at += 4) {
    const x = load<u32>(at - 60)
    const y = load<u32>(at - 8)
    const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)
    const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10)
    store<u32>(at, load<u32>(at - 64) + s0 + load<u32>(at - 28) + s1)
  }
  let a = load<u32>(state)
  let b = load<u32>(state, 4)
  let c = load<u32>(state, 8)
  let d = load<u32>(state, 12)
  let e = load<u32>(state, 16)
  let f = load<u32>(state, 20)
  let g = load<u32>(state, 24)
  let h = load<u32>(state, 28)
  for (let at: usize = 0; at < 256; at += 4) {
    const s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)
    const choice = (e & f) ^ (~e & g)
    const t1 = h + s1 + choice + load<u32>(K + at) + load<u32>(w + at)
    const s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const t2 = s0 + majority
    h = g
    g = f
    f = e
    e = d + t1
    d = c
    c = b
    b = a
    a = t1 + t2
  }
  store<u32>(state, load<u32>(state) + a)
  store<u32>(state, load<u32>(state, 4) + b, 4)
  store<u32>(state, load<u32>(state, 8) + c, 8)
  store<u32>(state, load<u32>(state, 12) + d, 12)
  store<u32>(state, load<u32>(state, 16) + e, 16)
  store<u32>(state, load<u32>(state, 20) + f, 20)
  store<u32>(state, load<u32>(state, 24) + g, 24)
  store<u32>(state, load<u32>(state, 28) + h, 28)
}

export function sha256(message: usize, length: i32, padded: usize, digest: usize): void {
  store<u32>(state, 0x6a09e667)
  store<u32>(state, 0xbb67ae85, 4)
  store<u32>(state, 0x3c6ef372, 8)
  store<u32>(state, 0xa54ff53a, 12)
  store<u32>(state, 0x510e527f, 16)
  store<u32>(state, 0x9b05688c, 20)
  store<u32>(state, 0x1f83d9ab, 24)
  store<u32>(state, 0x5be0cd19, 28)
  const size = ((length + 72) >> 6) << 6
  memory.copy(padded, message, length)
  memory.fill(padded + length, 0, size - length)
  store<u8>(padded + length, 0x80)
  store<u64>(padded + size - 8, bswap((<u64>length) << 3))
  for (let block = padded; block < padded + size; block += 64) sha256Block(block)
  for (let at: usize = 0; at < 32; at += 4) store<u32>(digest + at, bswap(load<u32>(state + at)))
}

/** Strings as their UTF-16 code units. */
export function levenshtein(a: usize, aLength: i32, b: usize, bLength: i32, row: usize): i32 {
  for (let j = 0; j <= bLength; j++) store<u16>(row + ((<usize>j) << 1), j)
  for (let i = 1; i <= aLength; i++, a += 2) {
    const letter = load<u16>(a)
    let diagonal = <i32>load<u16>(row)
    store<u16>(row, i)
    let left = i
    let at = row + 2
    const end = row + ((<usize>bLength) << 1)
    for (let other = b; at <= end; at += 2, other += 2) {
      const above = <i32>load<u16>(at)
      const cost = letter === load<u16>(other) ? 0 : 1
      left = min(min(above + 1, left + 1), diagonal + cost)
      store<u16>(at, left)
      diagonal = above
    }
  }
  return load<u16>(row + ((<usize>bLength) << 1))
}
