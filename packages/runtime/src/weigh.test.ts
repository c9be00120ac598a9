import { expect, it, vi } from 'vitest'
import { inspect } from './inspect.js'
import type { Kernel, Scales, Spec } from './kernel.js'
import { NEVER } from './race.js'
import { register } from './register.js'
import { unit } from './unit.js'
import { isBetterLater, timeFor, weigh, weighOrRace } from './weigh.js'

function kernel(spec: Spec, reason = ''): Kernel {
  const [made] = unit('', [['f', [spec], reason]])
  if (!made) return expect.unreachable('no kernel')
  made.on = true
  made.unit.refused = ''
  return made
}

function scalesOf({ plans: [first] }: Kernel): Scales {
  return first ?? expect.unreachable('no signature')
}

/** Weighs calls that take this many milliseconds each. */
function calls(made: Kernel, count: number, copying: number, computing: number): void {
  const scales = scalesOf(made)
  for (let n = 0; n < count && scales.isWeighed; n++) {
    made.wasm++
    weigh(scales, copying, computing, 'copies take longer than its work')
  }
}

it('leaves a kernel to JavaScript that copies much longer than it computes', () => {
  const made = kernel(['f', '(Float64Array) → f64'])
  calls(made, 40, 1, 0.01)
  expect([made.on, made.wasm]).toEqual([false, 32])
  const f = register(() => 1, made)
  expect(inspect(f)).toMatchObject({
    status: 'js',
    reasons: ['copies take longer than its work'],
  })
})

it('does not take a collection that falls into a copy for its price', () => {
  const made = kernel(['f', '(Float64Array) → f64'])
  calls(made, 1, 100, 0)
  calls(made, 100, 0.3, 0.3)
  expect([made.on, scalesOf(made).isWeighed]).toEqual([true, false])
})

it.each([
  ['few calls', 15, 9, 0.01],
  ['little time', 1000, 0.007, 0.0001],
])('does not judge by %s', (_, count, copying, computing) => {
  const made = kernel(['f', '(Float64Array) → f64'])
  calls(made, count, copying, computing)
  expect([made.on, scalesOf(made).isWeighed]).toEqual([true, true])
})

it('is done with a kernel that is worth its copies', () => {
  const made = kernel(['f', '(Float64Array) → f64'])
  calls(made, 20, 1, 0.5)
  expect([made.on, scalesOf(made).isWeighed]).toEqual([true, false])
  expect(timeFor(scalesOf(made))).toBe(0)
})

it('does not look at what stays in WebAssembly whatever it costs', () => {
  const made = kernel(['f', '(Float64Array) → f64', [[1, 'Float64Array']], '', [], 1])
  expect([scalesOf(made).isWeighed, timeFor(scalesOf(made))]).toEqual([false, 0])
})

it.each([
  ['does not race', 2, 0.3, false],
  ['races', 2, 0.2, true],
  ['races', 0, 3, true],
] as const)('%s a kernel with %d whose calls take %f ms', (_, stays, computing, races) => {
  const made = kernel(['f', '(Float64Array) → f64', [[1, 'Float64Array']], '', [], stays])
  const scales = scalesOf(made)
  for (let n = 0; n < 100 && scales.isWeighed && !scales.race; n++) {
    made.wasm++
    weighOrRace(scales, 0.01, computing)
  }
  expect([scales.race !== null, scales.isWeighed]).toEqual([races, races])
  // What has not raced is weighed again.
  expect(scales.again).toBe(races ? NEVER : 64 * made.wasm)
})

it('leaves the first call that needs much fresh memory to JavaScript, and no other', () => {
  // What clearing takes is measured once; here it is more than nothing.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now++)
  const waits = (stays: 0 | 1 | 2, ...fresh: readonly number[]): readonly boolean[] => {
    const scales = scalesOf(kernel(['f', '(Float64Array) → f64', [[1, 'Float64Array']], '', [], stays]))
    return fresh.map(bytes => isBetterLater(scales, bytes))
  }
  expect(waits(0, 2 ** 20, 2 ** 25, 2 ** 26)).toEqual([false, true, false])
  // A millisecond for a quarter of a megabyte.
  expect(waits(0, 2 ** 20, 2 ** 21, 2 ** 21)).toEqual([false, true, false])
  expect(waits(2, 2 ** 20, 2 ** 21, 2 ** 21)).toEqual([false, true, false])
  expect(waits(1, 2 ** 25)).toEqual([false])
  vi.restoreAllMocks()
})
