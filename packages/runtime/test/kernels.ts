import { assembleText } from '../../../test/support/run-kernel.js'
import { draws } from '../src/draws.js'
import type { Kernel, Spec } from '../src/kernel.js'
import { placeTogether } from '../src/relate-arrays.js'
import { tables } from '../src/tables.js'
import { unit } from '../src/unit.js'

/** Small kernels that follow the calling convention of compiled ones. */
const text = `
export let status: i32 = 0
export let result_length: i32 = 0
export let table_0: usize = 0
export let table_1: usize = 0
@external("host", "random") declare function random(): f64
@external("math", "sin") declare function sin(x: f64): f64

export function add(a: f64, b: f64): f64 { return a + b }
export function sine(x: f64): f64 { return sin(x) }
export function roll(p: usize, n: i32): f64 { store<f64>(p, 7); return random() }
export function table(i: i32): f64 { return load<f64>(table_0 + (i << 3)) + f64(load<i8>(table_1 + i)) }

export function sum(p: usize, n: i32): f64 {
  let s: f64 = 0
  for (let i = 0; i < n; i++) s += load<f64>(p + (i << 3))
  return s
}
// Copies byte by byte from first to last, so that an overlap shows.
export function shift(from: usize, n: i32, to: usize, m: i32): void {
  for (let i = 0; i < m; i++) store<u8>(to + i, load<u8>(from + i))
}
// Doubles as f32 what is written as bytes.
export function mixed(bytes: usize, n: i32, floats: usize, m: i32): void {
  for (let i = 0; i < n; i++) store<u8>(bytes + i, 64)
  for (let i = 0; i < m; i++) store<f32>(floats + (i << 2), load<f32>(floats + (i << 2)) * 2)
}
export function fill(p: usize, n: i32, x: f64): void {
  for (let i = 0; i < n; i++) store<f64>(p + (i << 3), x)
}
export function iota(n: i32, heap: usize): usize {
  const missing = i32(heap + (n << 3) + 65535 >> 16) - memory.size()
  if (missing > 0) memory.grow(missing)
  for (let i = 0; i < n; i++) store<f64>(heap + (i << 3), f64(i))
  result_length = n
  return heap
}
// Grows the memory, then writes its argument.
export function grow(p: usize, n: i32, heap: usize): void {
  memory.grow(1)
  for (let i = 0; i < n; i++) store<f64>(p + (i << 3), 1)
}
export function pick(a: usize, n: i32, b: usize, m: i32, which: i32): usize {
  if (n > 0) store<f64>(a, 5)
  result_length = which ? m : n
  return which ? b : a
}
// Writes, then leaves early: 1 restarts, 2 and 3 throw, 4 traps, 5 runs out of stack.
export function exit(p: usize, n: i32, how: i32): f64 {
  for (let i = 0; i < n; i++) store<f64>(p + (i << 3), 9)
  if (how == 0) return 1
  if (how == 5) return deep(1)
  if (how < 4) status = how
  return unreachable()
}
export function deep(x: f64): f64 { return deep(x + 1) + 1 }
`

const float64 = 'Float64Array'
const specs: Readonly<Record<string, Spec>> = {
  add: ['add', '(f64, f64) → f64'],
  sine: ['sine', '(f64) → f64'],
  roll: ['roll', '(Float64Array) → f64', [[3, float64]]],
  table: ['table', '(i32) → f64'],
  sum: ['sum', '(Float64Array) → f64', [[1, float64]]],
  shift: [
    'shift',
    '(Uint8Array, Uint8Array) → void',
    [
      [1, 'Uint8Array'],
      [3, 'Uint8Array'],
    ],
  ],
  mixed: [
    'mixed',
    '(Uint8Array, Float32Array) → void',
    [
      [3, 'Uint8Array'],
      [3, 'Float32Array'],
    ],
  ],
  fill: ['fill', '(Float64Array, f64) → void', [[2, float64]]],
  iota: ['iota', '(i32) → Float64Array', [], float64],
  grow: ['grow', '(Float64Array) → void', [[3, float64]]],
  pick: [
    'pick',
    '(Float64Array, Float64Array, i32) → Float64Array',
    [
      [7, float64],
      [5, float64],
    ],
    float64,
  ],
  exit: [
    'exit',
    '(Float64Array, i32) → f64',
    [[3, float64]],
    '',
    [() => new RangeError('first'), () => new TypeError()],
  ],
  deep: ['deep', '(f64) → f64'],
}

/** As the glue writes it: several arrays are laid out together. */
function specOf(name: string): Spec {
  const [entry, signature, arrays = [], result = '', throws = [], stays = ''] = specs[name] as Spec
  return [entry, signature, arrays, result, throws, stays, arrays.length > 1 ? placeTogether : undefined]
}

/** All of them in base64. */
export const code = Buffer.from(assembleText(text).wasm).toString('base64').replace(/=/g, '')

/** Fresh kernels of these names, in one unit of their own. */
export function kernels<N extends string>(...names: readonly N[]): Readonly<Record<N, Kernel>> {
  const made = unit(
    code,
    names.map(name => [name, [specOf(name)]] as const),
    tables([
      [float64, [0.5, -0, Number.NaN]],
      ['Int8Array', [1, 2, 3]],
    ]),
    draws,
  )
  // What these tests see must not depend on how busy the machine is.
  for (const { plans } of made) for (const one of plans) one.isWeighed = false
  return Object.fromEntries(names.map((name, i) => [name, made[i]])) as Record<N, Kernel>
}
