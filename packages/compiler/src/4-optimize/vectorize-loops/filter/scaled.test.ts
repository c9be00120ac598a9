import { expect, it } from 'vitest'
import type { Expr } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import { ofConstant, ofInteger } from './approximation.js'
import { meanOf } from './mean.js'
import type { Part } from './parts.js'
import type { Scaled } from './scaled.js'
import { combined, dividedBy, ratioError, scaledOf } from './scaled.js'
import { scaledBinary } from './scaled-parts.js'

const all = Array.from({ length: 256 }, (_, n) => n)
const single = Math.fround
const bytes = present(scaledOf(ofInteger({ lo: 0, hi: 255 })))
const at = { file: 'input.ts', start: 0, end: 0 }

function present<T>(value: T | null): T {
  if (value === null) throw new Error('nothing of that kind')
  return value
}

function constant(value: number): Scaled {
  return present(scaledOf(present(ofConstant(value))))
}

/** Asserts that doubles are as near to what stands for them as was promised. */
function holds({ divisor, slack, part }: Scaled, pairs: readonly (readonly [number, number])[]): void {
  const far = pairs.filter(
    ([double, whole]) => Math.abs(divisor * double - whole) > slack + part * Math.abs(whole),
  )
  expect(far).toEqual([])
}

it('adds and multiplies quotients as whole numbers', () => {
  const alpha = present(dividedBy(bytes, 255))
  const rest = present(combined('sub', constant(1), alpha))
  expect(rest).toMatchObject({ lo: 0, hi: 255, divisor: 255, factors: [255, 1] })
  const below = present(combined('mul', alpha, rest))
  expect(below).toMatchObject({ lo: 0, hi: 65025, divisor: 65025, part: 0 })
  holds(
    below,
    all.flatMap(a => all.map((b): [number, number] => [(a / 255) * (1 - b / 255), a * (255 - b)])),
  )
  const out = present(combined('add', alpha, below))
  expect(out).toMatchObject({ hi: 130050, factors: [255, 1] })
  expect(present(combined('mul', out, constant(255)))).toMatchObject({ divisor: 255, factors: [1, 0] })
})

it('leaves alone what is not', () => {
  for (const by of [2, 4, 1, 0, -3, 2.5, 2 ** 40]) expect(dividedBy(bytes, by)).toBeNull()
  expect(scaledOf(present(ofConstant(0.5)))).toBeNull()
  expect(scaledOf(ofInteger({ lo: 0, hi: 2 ** 24 + 2 }))).toBeNull()
  const large = present(scaledOf(ofInteger({ lo: 0, hi: 2 ** 24 })))
  const rounded = present(combined('mul', large, bytes))
  expect(rounded.part).toBeGreaterThan(0)
  expect(combined('add', rounded, bytes)).toBeNull()
  expect(ratioError(bytes, rounded, 256)).toBeNull()
})

it('tells how far quotients may be off', () => {
  const a = present(combined('sub', present(dividedBy(bytes, 7)), present(dividedBy(bytes, 255))))
  const b = present(dividedBy(bytes, 3))
  const error = present(ratioError(a, b, 256))
  const factor = single(b.divisor / a.divisor)
  const far = all.flatMap(x =>
    all.slice(1).filter(y => {
      const z = (x * 31) & 255
      const double = (x / 7 - z / 255) / (y / 3)
      const near = single((x * 255 - z * 7) * single(factor / y))
      return Math.abs(near) <= 256 && Math.abs(double - near) > error
    }),
  )
  expect(far).toEqual([])
})

it('knows means', () => {
  const local = (id: number): Expr<ValueType> => ({ kind: 'local', local: id, type: 'f32', at })
  const byte = (id: number): Part => ({ expr: local(id), real: ofInteger({ lo: 0, hi: 255 }) })
  const weight = (id: number): Part => ({ expr: local(id), scaled: present(dividedBy(bytes, 255)) })
  const apply = (op: 'add' | 'mul' | 'sub', left: Part, right: Part): Part =>
    present(
      scaledBinary(
        { kind: 'binary', op, left: left.expr, right: right.expr, type: 'f64', at },
        left,
        right,
        expr => expr,
      ),
    )
  const [a, b, v, w] = [byte(0), byte(1), weight(2), weight(3)]
  const dividend = apply('add', apply('mul', a, v), apply('mul', w, b))
  expect(meanOf(dividend, apply('add', v, w))).toEqual({ lo: 0, hi: 255 })
  expect(meanOf(dividend, apply('add', w, v))).toEqual({ lo: 0, hi: 255 })
  expect(meanOf(apply('mul', a, v), apply('add', v, w))).toEqual({ lo: 0, hi: 255 })
  for (const divisor of [v, apply('sub', v, w), apply('add', v, v), weight(4)]) {
    expect(meanOf(dividend, divisor)).toBeNull()
  }
  expect(meanOf(apply('add', apply('mul', a, v), apply('mul', b, v)), apply('add', v, w))).toBeNull()
})
