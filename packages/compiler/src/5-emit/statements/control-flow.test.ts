import { describe, expect, it } from 'vitest'
import { runBody } from '../../../../../test/support/interpret-integers.js'
import type { S } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  block,
  bool,
  choice,
  compare,
  fn,
  get,
  give,
  goOn,
  increment,
  int,
  kernel,
  leave,
  loop,
  set,
  unary,
  when,
} from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { randomWords } from '../../../../../test/support/sample-numbers.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { SwitchCase } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'

const i32 = (local: number) => get(local, 'i32')
const trace = (mark: number) => set(0, binary('add', binary('mul', i32(0), int(31)), int(mark)))
const bit = (n: number) => compare('ne', binary('bitand', binary('shr', i32(0), int(n)), int(1)), int(0))

/** Writes random nests of loops, switches and blocks whose every jump is legal and every loop is short. */
class Nests {
  readonly #word: () => number
  #labels = 0
  readonly counters: string[] = []

  constructor(seed: number) {
    this.#word = randomWords(seed * 2654435761)
  }

  list(depth: number, breakable: readonly number[], continuable: readonly number[]): readonly S[] {
    const count = 1 + this.#below(3)
    return Array.from({ length: count }, () => this.#one(depth, breakable, continuable)).flat()
  }

  #below(limit: number): number {
    return this.#word() % limit
  }

  #jump(breakable: readonly number[], continuable: readonly number[]): S {
    const isContinue = continuable.length > 0 && this.#below(2) === 0
    const labels = isContinue ? continuable : breakable
    const label = labels[this.#below(labels.length || 1)]
    if (label === undefined || this.#below(12) === 0) return give(i32(0))
    return isContinue ? goOn(label) : leave(label)
  }

  #one(depth: number, breakable: readonly number[], continuable: readonly number[]): readonly S[] {
    const kind = this.#below(depth > 0 ? 10 : 4)
    if (kind < 1) return [trace(this.#below(100))]
    if (kind < 3) return [when(bit(this.#below(8)), [this.#jump(breakable, continuable)])]
    if (kind < 4) {
      const branch = () => this.list(Math.max(0, depth - 1), breakable, continuable)
      return [trace(7), when(bit(this.#below(8)), branch(), this.#below(2) ? branch() : [])]
    }
    const label = this.#labels++
    if (kind < 5)
      return [block(label, this.list(depth - 1, [...breakable, label], continuable)), trace(label)]
    if (kind < 7) return [this.#switch(label, depth, breakable, continuable), trace(label)]
    return [...this.#loop(label, depth, breakable, continuable), trace(label)]
  }

  #switch(label: number, depth: number, breakable: readonly number[], continuable: readonly number[]): S {
    const count = 1 + this.#below(4)
    const cases = Array.from({ length: count }, (_, n): SwitchCase<ValueType> => {
      const body = this.list(depth - 1, [...breakable, label], continuable)
      return { test: int(n), body: this.#below(2) ? [...body, leave(label)] : body }
    })
    const fallback = { test: null, body: this.list(depth - 1, [...breakable, label], continuable) }
    const at = this.#below(count + 2)
    const all = at > count ? cases : [...cases.slice(0, at), fallback, ...cases.slice(at)]
    return choice(label, binary('bitand', i32(0), int(3)), all)
  }

  #loop(
    label: number,
    depth: number,
    breakable: readonly number[],
    continuable: readonly number[],
  ): readonly S[] {
    const counter = 1 + this.counters.push(`c${label}`)
    const body = this.list(depth - 1, [...breakable, label], [...continuable, label])
    const test = compare('lt', i32(counter), int(1 + this.#below(5)))
    const start = set(counter, int(0))
    switch (this.#below(6)) {
      case 0:
        return [start, loop(label, test, [increment(counter), ...body])]
      case 1:
        return [
          start,
          loop(label, bool(true), [increment(counter), ...body], [when(test, [], [leave(label)])]),
        ]
      case 2:
        return [
          start,
          loop(label, bool(true), body, [increment(counter), when(unary('not', test), [leave(label)])]),
        ]
      case 3:
        return [start, loop(label, test, body, [trace(3), increment(counter), when(bit(5), [leave(label)])])]
      case 4:
        return [
          start,
          loop(label, bool(true), [increment(counter), ...body], [when(unary('not', test), [leave(label)])]),
        ]
      default:
        return [start, loop(label, test, body, [increment(counter)])]
    }
  }
}

function randomNest(seed: number): KernelFunction<ValueType> {
  const nests = new Nests(seed)
  const body = [...nests.list(3, [], []), give(i32(0))]
  const counters = nests.counters.map(name => [name, 'i32'] as const)
  return fn(`nest${seed}`, [['x', 'i32'], ['unused', 'i32'], ...counters], 2, 'i32', body)
}

describe('random nests of loops, switches and blocks', () => {
  it.each([1, 31])(
    'jump as labelled JavaScript does (seeds from %i)',
    async first => {
      const nests = Array.from({ length: 30 }, (_, n) => randomNest(first + n))
      const running = await runKernels(nests.map(nest => kernel([nest])))
      for (const [n, nest] of nests.entries()) {
        for (const x of [0, 1, 2, 3, 77, -1, 12345678, -987654321]) {
          expect(running.value(n, x, 0), `${nest.name}(${x})`).toBe(runBody(nest, [x, 0]))
        }
      }
    },
    30_000,
  )
})

const one = async (body: readonly S[], locals: readonly (readonly [string, ValueType])[] = []) =>
  runKernels([
    kernel([fn('k', [['n', 'i32'], ['i', 'i32'], ['j', 'i32'], ['s', 'i32'], ...locals], 1, 'i32', body)]),
  ])

describe('the plainest form', () => {
  const count = compare('lt', i32(1), i32(0))
  const add = set(3, binary('add', i32(3), i32(1)))

  it('of a counted loop is a for without flags', async () => {
    const running = await one([
      set(1, int(0)),
      loop(0, count, [when(bit(0), [goOn(0)]), add], [increment(1)]),
      give(i32(3)),
    ])
    expect(running.text).toContain('for ($i = 0; $i < $n; $i = $i + 1) {')
    expect(running.text).not.toContain('jump')
    expect(running.value(0, 4)).toBe(6)
  })

  it('of a loop without update is a while', async () => {
    const running = await one([loop(0, count, [add, increment(1)]), give(i32(3))])
    expect(running.text).toContain('while ($i < $n) {')
    expect(running.value(0, 4)).toBe(6)
  })

  it('of a do … while is one, with continue inside', async () => {
    const update = [when(unary('not', count), [leave(0)])]
    const body = [increment(1), when(compare('eq', i32(1), int(2)), [goOn(0)]), add]
    const running = await one([loop(0, bool(true), body, update), give(i32(3))])
    expect(running.text).toContain('} while ($i < $n)')
    expect(running.text).not.toContain('jump')
    expect(running.value(0, 4)).toBe(8)
    expect(running.value(0, -4)).toBe(1)
  })

  it('of continue inside a switch is continue', async () => {
    const cases = [
      { test: int(1), body: [goOn(0)] },
      { test: null, body: [add] },
    ]
    const running = await one([
      set(1, int(0)),
      loop(0, count, [choice(1, i32(1), cases)], [increment(1)]),
      give(i32(3)),
    ])
    expect(running.text).not.toContain('jump')
    expect(running.value(0, 4)).toBe(5)
  })

  it('of a labelled continue is one flag, tested behind the inner loop', async () => {
    const inner = loop(
      1,
      compare('lt', i32(2), i32(1)),
      [when(compare('eq', i32(2), int(2)), [goOn(0)])],
      [increment(2)],
    )
    const running = await one([
      set(1, int(0)),
      loop(0, count, [set(2, int(0)), inner, add], [increment(1)]),
      give(i32(3)),
    ])
    expect(running.text.match(/jump = 1/g)).toHaveLength(1)
    expect(running.text.match(/jump == 1/g)).toHaveLength(1)
    expect(running.value(0, 10)).toBe(0 + 1 + 2)
  })

  it('of a block nobody leaves is its statements', async () => {
    const running = await one([block(0, [set(3, int(5))]), give(i32(3))])
    expect(running.text).not.toContain('do {')
    expect(running.value(0, 0)).toBe(5)
  })
})
