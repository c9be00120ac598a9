import { expect, it, vi } from 'vitest'
import { kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'
import { load } from './load.js'
import { endTurn, startRace, turn } from './race.js'

const { sum, fill } = kernels('sum', 'fill')

/** Makes calls that take so many milliseconds each until the race is over; gives whose turns they were. */
function race(kernel: Kernel, js: number, wasm: number): string {
  load(kernel)
  kernel.isWeighed = true
  startRace(kernel)
  let time = 0
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  const array = new Float64Array(4)
  let turns = ''
  while (kernel.race) {
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
  const turns = race(sum, 1, 2)
  expect(turns).toMatch(/^(wJJwJwwJJwwJwJJw)+/)
  expect(sum).toMatchObject({ on: false, isWeighed: false, reasons: ['its JavaScript was faster'] })
})

it('stays with a kernel that is faster', () => {
  race(fill, 2, 1)
  expect(fill).toMatchObject({ on: true, isWeighed: false, reasons: [] })
})
