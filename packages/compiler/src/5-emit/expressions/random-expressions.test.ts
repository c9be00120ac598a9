import { expect, it } from 'vitest'
import { evaluate } from '../../../../../test/support/evaluate-expression.js'
import type { E } from '../../../../../test/support/ir-builders.js'
import {
  binary,
  choose,
  compare,
  convert,
  expression,
  get,
  load,
  logical,
  num,
  unary,
} from '../../../../../test/support/ir-builders.js'
import type { AnyArray } from '../../../../../test/support/run-kernel.js'
import { constructors, runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers, randomWords } from '../../../../../test/support/sample-numbers.js'
import type { CompareOp } from '../../ir/expr.js'
import type { TypedArrayName, ValueType } from '../../ir/types.js'
import { elements, typedArrayNames } from '../../ir/types.js'

// Two parameters of each type, so that any leaf can be one.
const types = ['f64', 'f64', 'i32', 'i32', 'u32', 'u32', 'i64', 'i64', 'f32', 'f32', 'bool', 'bool'] as const
type Type = (typeof types)[number]

// Arrays behind them; what a load of each gives decides where it may stand.
const arrays = typedArrayNames.filter(name => name !== 'BigUint64Array')
const arrayLength = 4

/** Writes random expressions that use every operator at every type and nest them in every order. */
class Expressions {
  readonly #word: () => number

  constructor(seed: number) {
    this.#word = randomWords(seed * 2654435761)
  }

  of(type: Type, depth: number): E {
    if (depth === 0 || this.#below(8) === 0) return this.#leaf(type)
    if (this.#below(6) === 0)
      return choose(this.of('bool', depth - 1), this.of(type, depth - 1), this.of(type, depth - 1))
    switch (type) {
      case 'bool':
        return this.#bool(depth - 1)
      case 'f64':
      case 'f32':
        return this.#float(type, depth - 1)
      case 'i64':
        return this.#long(depth - 1)
      default:
        return this.#int(type, depth - 1)
    }
  }

  value(type: ValueType) {
    const edge = this.#pick(edgeNumbers)
    if (type === 'bool') return this.#below(2) === 0
    if (type === 'i64') return this.#pick(edgeBigints)
    if (type === 'i32') return edge | 0
    if (type === 'u32') return edge >>> 0
    return type === 'f32' ? Math.fround(edge) : edge
  }

  array(name: TypedArrayName): AnyArray {
    const { loads } = elements[name]
    return new constructors[name](Array.from({ length: arrayLength }, () => this.value(loads)))
  }

  #below(limit: number): number {
    return this.#word() % limit
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T
  }

  #leaf(type: Type): E {
    const fitting = arrays.filter(name => elements[name].loads === type)
    if (fitting.length > 0 && this.#below(3) === 0) {
      const array = types.length + arrays.indexOf(this.#pick(fitting))
      const bounds = this.#pick(
        type.startsWith('f') ? (['proven', 'nan'] as const) : (['proven', 'zero'] as const),
      )
      const index =
        type === 'i64' || bounds === 'proven' ? num(this.#below(arrayLength), 'i32') : this.of('i32', 1)
      return load(array, index, type === 'i64' ? 'proven' : bounds, type)
    }
    return this.#below(3) === 0
      ? num(this.value(type), type)
      : get(types.indexOf(type) + this.#below(2), type)
  }

  #bool(depth: number): E {
    const kind = this.#below(5)
    if (kind === 0) return unary('not', this.of('bool', depth))
    if (kind === 1)
      return logical(this.#pick(['and', 'or'] as const), this.of('bool', depth), this.of('bool', depth))
    const type = this.#pick(types)
    if (kind === 2) return unary('truthy', this.of(type, depth), 'bool')
    const op = this.#pick<CompareOp>(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
    return compare(op, this.of(type, depth), this.of(type, depth))
  }

  #float(type: 'f64' | 'f32', depth: number): E {
    const kind = this.#below(4)
    if (kind === 0) {
      const from = this.#pick(['i32', 'u32', 'i64', 'bool', 'f64', 'f32'] as const)
      return convert('round', this.of(from, depth), type)
    }
    if (kind === 1) {
      const ops = ['neg', 'abs', 'floor', 'ceil', 'trunc', 'round', 'sign', 'sqrt'] as const
      return unary(this.#pick(ops), this.of(type, depth))
    }
    const op = this.#pick(['add', 'sub', 'mul', 'div', 'rem', 'min', 'max', 'add', 'sub'] as const)
    return binary(op, this.of(type, depth), this.of(type, depth))
  }

  #int(type: 'i32' | 'u32', depth: number): E {
    const kind = this.#below(5)
    if (kind === 0) {
      const from = this.#pick(['i32', 'u32', 'i64', 'bool', 'f64', 'f32'] as const)
      return convert('wrap', this.of(from, depth), type)
    }
    if (kind === 1 && type === 'u32')
      return binary('ushr', this.of('i32', depth), this.of('i32', depth), 'u32')
    if (kind === 1)
      return unary(this.#pick(['neg', 'bitnot', 'clz32', 'sign'] as const), this.of(type, depth))
    const op = this.#pick([
      'add',
      'sub',
      'mul',
      'bitand',
      'bitor',
      'bitxor',
      'min',
      'max',
      'shl',
      'shr',
      'imul',
    ] as const)
    const isSigned = op === 'shl' || op === 'shr' || op === 'imul'
    return isSigned && type === 'u32'
      ? convert('wrap', this.of('i32', depth), type)
      : binary(op, this.of(type, depth), this.of(type, depth))
  }

  #long(depth: number): E {
    const kind = this.#below(4)
    if (kind === 0)
      return convert('exact', this.of(this.#pick(['i32', 'u32', 'bool'] as const), depth), 'i64')
    if (kind === 1) return unary(this.#pick(['neg', 'bitnot'] as const), this.of('i64', depth))
    const op = this.#pick(['add', 'sub', 'mul', 'bitand', 'bitor', 'bitxor'] as const)
    return binary(op, this.of('i64', depth), this.of('i64', depth))
  }
}

const count = Number(process.env.HOTPATH_RANDOM_EXPRESSIONS ?? 250)

it.each([1, 2])(
  'random expressions of every type, assembled and evaluated (%i)',
  async round => {
    const write = new Expressions(round)
    const trees = Array.from({ length: count }, (_, n) =>
      write.of(types[n % types.length] ?? 'f64', 2 + (n % 4)),
    )
    const running = await runKernels(trees.map((tree, n) => expression(`k${n}`, [...types, ...arrays], tree)))
    for (const [n, tree] of trees.entries()) {
      for (let time = 0; time < 20; time++) {
        const args = [...types.map(type => write.value(type)), ...arrays.map(name => write.array(name))]
        const got = running.value(n, ...args)
        const want = evaluate(tree, args)
        if (!Object.is(got, want)) {
          const text = new RegExp(`// k${n}\\n[^]*?\\n}`).exec(running.text)?.[0]
          expect.fail(`${String(got)} is not ${String(want)} for ${args.map(String).join(' | ')}\n${text}`)
        }
      }
    }
  },
  60_000,
)
