import { instantiateAssembly } from './assembly.js'

/** The steps of `app/pipeline.ts` in one module: raw pointers, and the same roundings. */
const source = `
export function brighten(src: usize, dst: usize, n: i32, by: i32): void {
  for (let i = 0; i < n; i++) store<u8>(dst + i, min(<i32>load<u8>(src + i) + by, 255))
}
export function invert(src: usize, dst: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<u8>(dst + i, 255 - <i32>load<u8>(src + i))
}
export function blur(src: usize, dst: usize, from: i32, to: i32, step: i32): void {
  for (let i = from; i < to; i++) {
    const p = src + i
    store<u8>(dst + i, (<i32>load<u8>(p - step) + 2 * <i32>load<u8>(p) + <i32>load<u8>(p + step)) >> 2)
  }
}
export function blurRows(src: usize, dst: usize, w: i32, h: i32): void {
  for (let y = 0; y < h; y++) blur(src, dst, y * w + 1, y * w + w - 1, 1)
}
export function blurColumns(src: usize, dst: usize, w: i32, h: i32): void {
  blur(src, dst, w, w * (h - 1), w)
}
export function toFloats(src: usize, dst: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<f32>(dst + (i << 2), <f32>(<f64>load<u8>(src + i) / 255))
}
export function square(src: usize, dst: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f32>(src + (i << 2))
    store<f32>(dst + (i << 2), x * x)
  }
}
export function contrast(src: usize, dst: usize, n: i32, k: f64): void {
  for (let i = 0; i < n; i++) store<f32>(dst + (i << 2), <f32>((<f64>load<f32>(src + (i << 2)) - 0.5) * k + 0.5))
}
export function mix(a: usize, b: usize, dst: usize, n: i32, k: f64): void {
  const rest = 1 - k
  for (let i = 0; i < n; i++) {
    const at = i << 2
    store<f32>(dst + at, <f32>(<f64>load<f32>(a + at) * k + <f64>load<f32>(b + at) * rest))
  }
}
export function toBytes(src: usize, dst: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = max<f64>(0, min<f64>(<f64>load<f32>(src + (i << 2)), 1)) * 255
    store<u8>(dst + i, <i32>x)
  }
}
export function threshold(src: usize, dst: usize, n: i32, from: i32): void {
  for (let i = 0; i < n; i++) store<u8>(dst + i, select(0, 255, <i32>load<u8>(src + i) < from))
}
`

type Step = (...numbers: readonly number[]) => void
type Name =
  | 'brighten'
  | 'invert'
  | 'blurRows'
  | 'blurColumns'
  | 'toFloats'
  | 'square'
  | 'contrast'
  | 'mix'
  | 'toBytes'
  | 'threshold'

/** A picture, the steps over it in order, and where its result is. */
export interface HandWritten {
  readonly source: Uint8Array
  readonly calls: Readonly<Record<Name, () => void>>
  readonly result: Uint8Array
}

/** Compiles it; the picture lies in its memory, so that nothing is copied. */
export async function handWrittenPipeline(w: number, h: number): Promise<HandWritten> {
  const steps = await instantiateAssembly<Readonly<Record<Name, Step>>>(source)
  const n = w * h
  const [picture, a, b] = [1024, 1024 + n, 1024 + 2 * n]
  const [f, g, m] = [1024 + 4 * n, 1024 + 8 * n, 1024 + 12 * n]
  const { buffer } = steps.memory
  return {
    source: new Uint8Array(buffer, picture, n),
    result: new Uint8Array(buffer, b, n),
    calls: {
      brighten: () => steps.brighten(picture, a, n, 20),
      invert: () => steps.invert(a, b, n),
      blurRows: () => steps.blurRows(b, a, w, h),
      blurColumns: () => steps.blurColumns(a, b, w, h),
      toFloats: () => steps.toFloats(b, f, n),
      square: () => steps.square(f, g, n),
      contrast: () => steps.contrast(g, m, n, 1.5),
      mix: () => steps.mix(f, m, g, n, 0.3),
      toBytes: () => steps.toBytes(g, a, n),
      threshold: () => steps.threshold(a, b, n, 90),
    },
  }
}
