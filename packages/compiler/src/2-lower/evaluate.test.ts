import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { evaluateModule } from '../../../../test/support/evaluate-module.js'
import { interpretKernel } from '../../../../test/support/interpret-kernel.js'
import { lowerSource } from '../../../../test/support/lower-source.js'
import { observeCall } from '../../../../test/support/observe-call.js'
import { samplePrograms } from '../../../../test/support/sample-programs.js'

describe.each(samplePrograms)('lowering means what JavaScript does: %s', (_, programs) => {
  beforeEach(() => {
    let seed = 1
    vi.spyOn(Math, 'random').mockImplementation(() => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    })
  })
  afterEach(() => vi.restoreAllMocks())

  it.each(programs.map(program => [program[0], program] as const))('%s', (_name, [, source, ...inputs]) => {
    const kernel = lowerSource(source)
    const { f } = evaluateModule(source, { hotpath: { jit: (fn: unknown) => fn } })
    const random = vi.mocked(Math.random)
    for (const input of inputs) {
      const draw = random.getMockImplementation() as () => number
      const drawn: number[] = []
      random.mockImplementation(() => drawn[drawn.push(draw()) - 1] as number)
      const expected = observeCall(f as () => unknown, structuredClone(input))
      let next = 0
      random.mockImplementation(() => drawn[next++] as number)
      const actual = observeCall((...args) => interpretKernel(kernel, args), structuredClone(input))
      random.mockImplementation(draw)
      expect(actual).toEqual(expected)
      expect(next).toBe(drawn.length)
    }
  })
})
