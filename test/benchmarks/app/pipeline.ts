// Ten steps over one picture, each a function of its own, as an app chains them.

export function brighten(src: Uint8Array, dst: Uint8Array, by: number): void {
  for (let i = 0; i < src.length; i++) dst[i] = Math.min(src[i]! + by, 255)
}

export function invert(src: Uint8Array, dst: Uint8Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = 255 - src[i]!
}

export function blurRows(src: Uint8Array, dst: Uint8Array, w: number, h: number): void {
  for (let y = 0; y < h; y++) {
    for (let x = 1; x < w - 1; x++) {
      const at = y * w + x
      dst[at] = (src[at - 1]! + 2 * src[at]! + src[at + 1]!) >> 2
    }
  }
}

export function blurColumns(src: Uint8Array, dst: Uint8Array, w: number, h: number): void {
  for (let y = 1; y < h - 1; y++) {
    for (let x = 0; x < w; x++) {
      const at = y * w + x
      dst[at] = (src[at - w]! + 2 * src[at]! + src[at + w]!) >> 2
    }
  }
}

export function toFloats(src: Uint8Array, dst: Float32Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = src[i]! / 255
}

export function square(src: Float32Array, dst: Float32Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = src[i]! * src[i]!
}

export function contrast(src: Float32Array, dst: Float32Array, k: number): void {
  for (let i = 0; i < src.length; i++) dst[i] = (src[i]! - 0.5) * k + 0.5
}

export function mix(a: Float32Array, b: Float32Array, dst: Float32Array, k: number): void {
  for (let i = 0; i < a.length; i++) dst[i] = a[i]! * k + b[i]! * (1 - k)
}

export function toBytes(src: Float32Array, dst: Uint8Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = Math.max(0, Math.min(src[i]!, 1)) * 255
}

export function threshold(src: Uint8Array, dst: Uint8Array, from: number): void {
  for (let i = 0; i < src.length; i++) dst[i] = src[i]! < from ? 0 : 255
}
