import { afterEach, expect, it, vi } from 'vitest'
import { kernels } from '../test/kernels.js'
import { callee, consult, echo, keep } from './callbacks.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'
import { leave } from './leave.js'
import { load } from './load.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A call that asks so many times, each taking these milliseconds by the clock; gives how often it has asked. */
function ask(
  kernel: Kernel,
  times: number,
  milliseconds: number,
  isWeighed = true,
): readonly [unknown, number] {
  load(kernel)
  const [plan] = kernel.plans
  if (plan) plan.isWeighed = isWeighed
  let time = 1
  vi.spyOn(performance, 'now').mockImplementation(() => time)
  let asked = 0
  const callback = () => {
    time += milliseconds
    return asked++
  }
  const call = () => {
    try {
      let sum = 0
      for (let i = 0; i < times; i++) sum += keep(callee(0)(i) as number)
      return sum
    } catch (error) {
      return leave(kernel, 0, error)
    }
  }
  return [consult(kernel, 0, [callback], call), asked]
}

it('leaves a call that does little but ask to JavaScript, which is told what it has been answered', () => {
  const { add: kernel } = kernels('add')
  const [result, asked] = ask(kernel, 1_000_000, 0.0001)
  expect(result).toBe(miss)
  expect(asked).toBeLessThan(50_000)
  const next = vi.fn(() => -1)
  const again = echo()?.(next)
  for (let i = 0; i < asked; i++) if (again?.() !== i) expect(i).toBe('an answer')
  expect(next).not.toHaveBeenCalled()
  expect(again?.()).toBe(-1)
  expect(kernel.plans[0]?.left).toBe('it calls back more than it does')
})

it.each([
  ['few answers', 4000, 0.0001, true],
  ['answers far apart', 100_000, 0.001, true],
  ['a kernel that stays', 1_000_000, 0.0001, false],
])('goes on with %s', (_, times, milliseconds, isWeighed) => {
  const { add: kernel } = kernels('add')
  expect(ask(kernel, times, milliseconds, isWeighed)).toEqual([(times * (times - 1)) / 2, times])
})
