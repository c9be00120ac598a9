import { expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'
import type { Extent } from '../../ir/extent.js'

/** What is covered of the last parameter but those that are numbers, as it would be written. */
function coverage(params: string, body: string): string {
  const source = `function f(${params}) { ${body} }`
  const { covered, functions } = typeSource(source)
  const [entry] = functions
  const write = (extent: Extent): string => {
    if (extent.kind === 'const') return String(extent.value)
    if (extent.kind === 'product') return `(${write(extent.left)} * ${write(extent.right)})`
    const name = entry?.locals[entry.params[extent.param] ?? 0]?.name ?? ''
    return extent.kind === 'length' ? `${name}.length` : name
  }
  return [...(covered ?? [])]
    .map(([param, { extent, steps }]) => {
      const name = entry?.locals[entry.params[param] ?? 0]?.name
      return [`${name} to ${write(extent)}`, ...steps.map(step => `${write(step)} whole`)].join(', ')
    })
    .join('; ')
}

const two = 'xs: Float64Array, out: Float64Array'

it.each([
  ['its own length', two, 'for (let i = 0; i < out.length; i++) out[i] = xs[i]', 'out to out.length'],
  [
    'another length',
    two,
    'const n = xs.length; for (let i = 0; i < n; i++) out[i] = xs[i]',
    'out to xs.length',
  ],
  ['a number', `${two}, n: number`, 'for (let i = 0; i < n; i++) out[i] = xs[i]', 'out to n'],
  ['a constant', two, 'for (let i = 0; i < 64; i++) out[i] = xs[i]', 'out to 64'],
  [
    'a product',
    `${two}, w: number, h: number`,
    'for (let i = 0; i < w * h; i++) out[i] = 1',
    'out to (w * h)',
  ],
  [
    'rows',
    `${two}, w: number, h: number`,
    'for (let y = 0; y < h; y++) { const row = y * w; for (let x = 0; x < w; x++) out[x + row] = 1 }',
    'out to (h * w), w whole',
  ],
  [
    'rows, by columns',
    `${two}, w: number, h: number`,
    'for (let x = 0; x < w; x++) for (let y = 0; y < h; y++) out[y * w + x] = 1',
    'out to (h * w), w whole',
  ],
  [
    'two arrays',
    two,
    'for (let i = 0; i < xs.length; i++) { xs[i] = i; out[i] = 2 }',
    'xs to xs.length; out to xs.length',
  ],
  [
    'what is read behind',
    two,
    'for (let i = 0; i < xs.length; i++) out[i] = xs[i]; for (let i = 0; i < 3; i++) out[i] = out[i + 1]',
    'out to xs.length',
  ],
  [
    'an inner loop that is left',
    two,
    'for (let i = 0; i < xs.length; i++) { let n = 0; while (true) { n++; if (n > xs[i]) break } out[i] = n }',
    'out to xs.length',
  ],
])('sees what a loop fills: %s', (_, params, body, expected) => {
  expect(coverage(params, body)).toBe(expected)
})

it.each([
  ['a condition', 'for (let i = 0; i < n; i++) if (xs[i] > 0) out[i] = 1'],
  ['a read', 'for (let i = 0; i < n; i++) out[i] = out[i] + 1'],
  ['a read before', 'const x = out[0]; for (let i = 0; i < n; i++) out[i] = x'],
  ['another name', 'const o = out; for (let i = 0; i < n; i++) out[i] = 1 + o[i]'],
  ['a view', 'const o = out.subarray(1); for (let i = 0; i < n; i++) out[i] = 1 + o[i]'],
  ['a return', 'if (n < 3) return; for (let i = 0; i < n; i++) out[i] = 1'],
  ['a break', 'for (let i = 0; i < n; i++) { if (xs[i] < 0) break; out[i] = 1 }'],
  ['a continue', 'for (let i = 0; i < n; i++) { if (xs[i] < 0) continue; out[i] = 1 }'],
  ['a throw', 'for (let i = 0; i < n; i++) { if (xs[i] < 0) throw new Error("x"); out[i] = 1 }'],
  ['chance', 'for (let i = 0; i < n; i++) out[i] = Math.random()'],
  ['another start', 'for (let i = 1; i < n; i++) out[i] = 1'],
  ['another step', 'for (let i = 0; i < n; i += 2) out[i] = 1'],
  ['a counter that moves', 'for (let i = 0; i < n; i++) { out[i] = 1; if (xs[i] < 0) i++ }'],
  ['a bound that moves', 'for (let i = 0; i < n; i++) { out[i] = 1; if (xs[i] < 0) n = i }'],
  ['another pitch', 'for (let y = 0; y < n; y++) for (let x = 0; x < m; x++) out[y * n + x] = 1'],
  ['repeated loops', 'for (let y = 0; y < m; y++) for (let x = 0; x < n; x++) out[x] = 1'],
  ['an index of the turn before', 'let k = 0; for (let i = 0; i < n; i++) { out[k] = 1; k = i }'],
  ['a diagonal', 'for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) out[x * n + x] = y'],
])('takes nothing for filled because of %s', (_, body) => {
  expect(coverage(`${two}, n: number, m: number`, body)).toBe('')
})
