const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes in base64, without padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    for (let shift = 18; shift >= 0; shift -= 6) text += digits.charAt((bits >> shift) & 63)
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3))
}
