import { afterEach, expect, it, vi } from 'vitest'
import { kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'
import { leave } from './leave.js'
import { load } from './load.js'
import { realm } from './realm.js'

afterEach(() => {
  realm().warned.clear()
  vi.restoreAllMocks()
})

function exit(kernel: Kernel, array: Float64Array, how: number): unknown {
  return kernel.on || load(kernel)
    ? run(kernel, 0, [array], (f, at) => f(at[0] as number, array.length, how))
    : miss
}

it('shows no store of a call that restarts', () => {
  const { exit: kernel } = kernels('exit')
  const array = new Float64Array(2)
  expect(exit(kernel, array, 1)).toBe(miss)
  expect([...array]).toEqual([0, 0])
  expect([kernel.wasm, kernel.js]).toEqual([0, 1])
  expect(exit(kernel, array, 0)).toBe(1)
  expect([...array]).toEqual([9, 9])
})

it('throws what the kernel threw, after its stores', () => {
  const { exit: kernel } = kernels('exit')
  const array = new Float64Array(2)
  expect(() => exit(kernel, array, 2)).toThrow(new RangeError('first'))
  expect([...array]).toEqual([9, 9])
  let error: unknown
  try {
    exit(kernel, array, 3)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(TypeError)
  expect(Object.hasOwn(error as object, 'message')).toBe(false)
  expect([kernel.wasm, kernel.js]).toEqual([2, 0])
  expect(realm().busy).toBe(false)
  expect(exit(kernel, array, 0)).toBe(1)
})

it('switches a kernel off that restarts too often, and keeps one that seldom does', () => {
  const { exit: often } = kernels('exit')
  const { exit: seldom } = kernels('exit')
  const array = new Float64Array(1)
  for (let i = 0; i < 20; i++) exit(often, array, 1)
  expect(often.on).toBe(false)
  expect(often.reasons).toEqual(['it restarts too often'])
  for (let i = 0; i < 400; i++) exit(seldom, array, i % 16 ? 0 : 1)
  expect(seldom.on).toBe(true)
})

it('leaves a stack overflow to JavaScript, and rests until the job is over', async () => {
  const { exit: kernel } = kernels('exit')
  const array = new Float64Array(1)
  expect(exit(kernel, array, 5)).toBe(miss)
  expect([...array]).toEqual([0])
  expect(exit(kernel, array, 0)).toBe(miss)
  await Promise.resolve()
  expect(exit(kernel, array, 0)).toBe(1)
})

it('leaves without arrays too', () => {
  const { deep } = kernels('deep')
  load(deep)
  let result: unknown
  try {
    result = deep.f[0]?.(1)
  } catch (error) {
    result = leave(deep, 0, error)
  }
  expect(result).toBe(miss)
})

it('warns of a fault once and stays JavaScript', () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { exit: kernel } = kernels('exit')
  const array = new Float64Array(1)
  expect(exit(kernel, array, 4)).toBe(miss)
  expect(exit(kernel, array, 0)).toBe(miss)
  expect([...array]).toEqual([0])
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/`exit` runs as JavaScript: hotpath bug/)]])
})
