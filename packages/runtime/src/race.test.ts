import { expect, it, vi } from 'vitest'
import { code, kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import { draws } from './draws.js'
import { inspect } from './inspect.js'
import type { Kernel, Spec } from './kernel.js'
import { miss } from './kernel.js'
import { load } from './load.js'
import { endTurn, NEVER, startRace, turn } from './race.js'
import { register } from './register.js'
import { unit } from './unit.js'

const { sum, fill } = kernels('sum', 'fill')

/** Makes calls that take so many milliseconds each until the race is over; gives whose turns they were. */
function race(kernel: Kernel, js: number, wasm: number): string {
  load(kernel)
  const [scales] = kernel.plans
  if (!scales) return expect.unreachable('no signature')
  scales.isWeighed = true
  startRace(scales)
  let time = 0
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  const array = new Float64Array(4)
  let turns = ''
  while (scales.race) {
    const result = run(kernel, 0, [array], (f, at) => {
      time += wasm
      return f(at[0] as number, array.length, 0)
    })
    turns += result === miss ? 'J' : 'w'
    const timed = turn()
    expect(timed === null).toBe(result !== miss)
    if (!timed) continue
    time += js
    // A call inside this one is no turn of its own.
    expect(run(kernel, 0, [array], () => 0)).toBe(miss)
    expect(turn()).toBe(null)
    endTurn(timed)
  }
  vi.restoreAllMocks()
  return turns
}

it('leaves a kernel to JavaScript that is faster', () => {
  const turns = race(sum, 1, 1.5)
  expect(turns).toMatch(/^(wJJwJwwJJwwJwJJw)+/)
  expect(sum).toMatchObject({ on: false, reasons: ['its JavaScript was faster'] })
  expect(sum.plans[0]?.isWeighed).toBe(false)
})

it('stays with a kernel that is faster', () => {
  race(fill, 2, 1)
  expect(fill).toMatchObject({ on: true, reasons: [] })
  expect(fill.plans[0]?.isWeighed).toBe(false)
})

it('stays with a kernel that is as fast', () => {
  const even = kernels('sum').sum
  race(even, 100, 101)
  expect(even.on).toBe(true)
})

it('leaves one signature to JavaScript and not the other, and says so', () => {
  const [spec] = sum.specs
  const [made] = unit(code, [['two', [spec as Spec, spec as Spec]]], undefined, draws)
  if (!made) return expect.unreachable('no kernel')
  race(made, 1, 2)
  expect(made).toMatchObject({ on: true, reasons: [] })
  expect(inspect(register(() => 1, made))).toMatchObject({
    status: 'wasm',
    signatures: [
      '(Float64Array) → f64, left to JavaScript: its JavaScript was faster',
      '(Float64Array) → f64',
    ],
  })
})

it('ends early where one is clearly faster', () => {
  const long = race(kernels('sum').sum, 1, 1.5).length
  const { sum: slow, fill: quick } = kernels('sum', 'fill')
  expect(race(slow, 1, 3).length).toBeLessThan(long / 2)
  expect(slow.on).toBe(false)
  expect(race(quick, 3, 1).length).toBeLessThan(long)
  expect(quick.on).toBe(true)
})

it('races again, later, where JavaScript has hardly run', () => {
  const { sum: slow } = kernels('sum')
  race(slow, 0.3, 0.1)
  const [scales] = slow.plans
  if (!scales) return expect.unreachable('no signature')
  expect(slow.on).toBe(true)
  const raced = slow.wasm
  expect(scales.again).toBe(64 * raced)
  // Now compiled.
  const array = new Float64Array(4)
  let time = 0
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  while (!scales.race) {
    run(slow, 0, [array], (f, at) => {
      time += 1
      return f(at[0] as number, array.length, 0)
    })
  }
  expect(slow.wasm).toBeGreaterThan(64 * raced)
  expect(scales.isWeighed).toBe(true)
  race(slow, 1, 3)
  expect(slow.on).toBe(false)
})

it('believes a race in which JavaScript ran for long', () => {
  const { sum: quick } = kernels('sum')
  race(quick, 300, 100)
  expect(quick.plans[0]?.again).toBe(NEVER)
})

it('takes few calls that are long', () => {
  const { sum: slow, fill: quick } = kernels('sum', 'fill')
  expect(race(quick, 300, 100)).toBe('wJJw')
  expect(quick.on).toBe(true)
  expect(race(slow, 100, 300)).toBe('wJJw')
  expect(slow.on).toBe(false)
  expect(race(kernels('sum').sum, 100, 101).length).toBe(10)
})
