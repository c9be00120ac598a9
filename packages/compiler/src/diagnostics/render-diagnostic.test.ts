import { expect, test } from 'vitest'
import { diagnose } from './catalog.js'
import { placeOf, renderDiagnostic } from './render-diagnostic.js'

const source = `/* @jit strct */
export function pdist(xs: Float64Array) {
  for (const x of xs) x
  return 1
}
`
const root = '/app'
const file = '/app/src/pdist.ts'

function at(text: string) {
  const start = source.indexOf(text)
  return { file, start, end: start + text.length }
}

test('says place, function, code, frame, reason, fix and where to read more', () => {
  const diagnostic = diagnose('lower/unsupported-syntax', at('for (const x of xs) x'), 'A for-of loop')
  expect(renderDiagnostic(diagnostic, source, { functionName: 'pdist', root })).toBe(
    `src/pdist.ts:3:3: \`pdist\` stays JavaScript (lower/unsupported-syntax)

  1 | /* @jit strct */
  2 | export function pdist(xs: Float64Array) {
> 3 |   for (const x of xs) x
    |   ^^^^^^^^^^^^^^^^^^^^^
  4 |   return 1
  5 | }
  6 |

A for-of loop cannot be compiled yet.
fix: Rewrite this line with numbers, typed arrays and plain loops, or remove the @jit marker.
more: npx hotpath explain lower/unsupported-syntax`,
  )
})

test.each([
  [[{ from: 3, to: 3 }], '`pdist` stays JavaScript, but line 3 runs in WebAssembly'],
  [[{ from: 3, to: 4 }], '`pdist` stays JavaScript, but lines 3–4 run in WebAssembly'],
  [
    [
      { from: 3, to: 3 },
      { from: 3, to: 3 },
      { from: 4, to: 5 },
    ],
    '`pdist` stays JavaScript, but line 3 and lines 4–5 run in WebAssembly',
  ],
])('says which lines do not stay JavaScript: %j', (lifted, expected) => {
  const diagnostic = diagnose('lower/unsupported-syntax', at('for (const x of xs) x'), 'A for-of loop')
  expect(renderDiagnostic(diagnostic, source, { functionName: 'pdist', root, lifted })).toContain(expected)
})

test('a warning says that it is one', () => {
  const diagnostic = diagnose('find/unknown-option', at('strct'), 'strct', 'strict', 'pdist')
  const [first] = renderDiagnostic(diagnostic, source).split('\n')
  expect(first).toBe('/app/src/pdist.ts:1:9: warning (find/unknown-option)')
  const [named] = renderDiagnostic(diagnostic, source, { functionName: 'pdist', root: '/app/' }).split('\n')
  expect(named).toBe('src/pdist.ts:1:9: warning on `pdist` (find/unknown-option)')
})

test('a long range is marked where it begins, an empty one where it is', () => {
  const whole = diagnose('lower/unsupported-syntax', { file, start: 17, end: source.length - 1 }, 'This')
  expect(renderDiagnostic(whole, source)).toContain('> 2 | export')
  expect(renderDiagnostic(whole, source)).not.toContain('> 3 |')
  const empty = diagnose('lower/unsupported-syntax', { file, start: 3, end: 3 }, 'This')
  expect(renderDiagnostic(empty, source)).toContain('    |    ^\n')
})

test('without the source there is no frame', () => {
  const diagnostic = diagnose('find/misplaced-marker', { file, start: 3, end: 4 })
  expect(placeOf(diagnostic, null, root)).toBe('src/pdist.ts')
  expect(renderDiagnostic(diagnostic, null, { root }).split('\n')).toHaveLength(4)
})

test('colours only when asked', () => {
  const diagnostic = diagnose('find/misplaced-marker', at('strct'))
  const colorMark = String.fromCharCode(27)
  expect(renderDiagnostic(diagnostic, source)).not.toContain(colorMark)
  expect(renderDiagnostic(diagnostic, source, { color: true })).toContain(colorMark)
})
