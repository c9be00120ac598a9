import { afterEach, expect, it, vi } from 'vitest'
import { kernels } from '../test/kernels.js'
import { start } from './bursts.js'
import type { Kernel } from './kernel.js'

let time = 0

afterEach(() => vi.restoreAllMocks())

/** Makes calls that take so many milliseconds each, as glue does; gives whose they were. */
function call(kernel: Kernel, times: number, js: (n: number) => number, wasm: (n: number) => number): string {
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  let off = 0
  let turns = ''
  for (let n = 0; n < times; n++) {
    const isAsked = !(off && off--)
    if (isAsked && start(kernel)) {
      kernel.wasm++
      time += wasm(n)
      turns += 'w'
      continue
    }
    if (isAsked) off = kernel.pause
    time += js(n)
    turns += 'J'
  }
  return turns
}

it('leaves short calls to JavaScript that is faster', () => {
  const { add } = kernels('add')
  const turns = call(
    add,
    5000,
    () => 0.02,
    () => 0.03,
  )
  expect(add).toMatchObject({ isOff: true, reasons: ['its JavaScript was faster'] })
  expect(turns).toMatch(/^w{16}wJJJwwJJJJwwww/)
  expect(turns.endsWith('J'.repeat(1000))).toBe(true)
})

it('stays with short calls that are faster, and asks again much later', () => {
  const { add } = kernels('add')
  const turns = call(
    add,
    5000,
    () => 0.03,
    () => 0.02,
  )
  expect(add).toMatchObject({ isOff: false, bursts: null })
  expect(turns.endsWith('w'.repeat(1000))).toBe(true)
  expect(add.next).toBeGreaterThan(30 * turns.indexOf('w'.repeat(1000)))
  expect(add.next).toBeLessThan(64 * 5000)
})

it('stays where both are as fast', () => {
  const { add } = kernels('add')
  call(
    add,
    5000,
    () => 0.0199,
    () => 0.02,
  )
  expect(add).toMatchObject({ isOff: false, bursts: null })
})

it('counts all calls, also those that do not ask', () => {
  const { add } = kernels('add')
  const turns = call(
    add,
    5000,
    () => 0.03,
    () => 0.02,
  )
  expect([add.wasm, add.js]).toEqual([turns.replaceAll('J', '').length, turns.replaceAll('w', '').length])
})

it('is not misled by pauses of the machine, nor by JavaScript that gets faster', () => {
  const { add } = kernels('add')
  const pause = (n: number) => (n % 97 === 0 ? 7 : 0)
  call(
    add,
    20_000,
    n => (n < 150 ? 0.4 : 0.02) + pause(n),
    n => 0.03 + pause(n),
  )
  expect(add.isOff).toBe(true)
})

it('is not misled by calls that take longer now and then', () => {
  const { add } = kernels('add')
  call(
    add,
    20_000,
    n => 0.001 * (5 + (n % 16)),
    n => 0.001 * (4 + (n % 16)),
  )
  expect(add).toMatchObject({ isOff: false, bursts: null })
})

it('leaves long calls where they are', () => {
  const { add } = kernels('add')
  expect(
    call(
      add,
      200,
      () => 1,
      () => 2,
    ),
  ).toBe('w'.repeat(200))
})

it('ends where there is no clock', () => {
  const { add } = kernels('add')
  call(
    add,
    2 ** 22 + 100,
    () => 0,
    () => 0,
  )
  expect(add).toMatchObject({ isOff: false, bursts: null })
})
