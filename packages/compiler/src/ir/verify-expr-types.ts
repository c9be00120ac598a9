import type { Expr, LocalId } from './expr.js'
import { operands } from './expr-walk.js'
import { simdSignature } from './simd.js'
import type { ValueType } from './types.js'
import { accessedKind, elements, isArray, suits } from './types.js'

type Typed = Expr<ValueType>
type Of<K extends Typed['kind']> = Typed & { readonly kind: K }

/** The type of a local, `undefined` where there is none. */
export type LocalTypes = (local: LocalId) => ValueType | undefined

const integers: ReadonlySet<ValueType> = new Set<ValueType>(['i32', 'u32', 'i64', 'u64'])
const numbers: ReadonlySet<ValueType> = new Set<ValueType>([...integers, 'f32', 'f64'])

/** What is wrong with the types inside an expression, as one sentence; `null` where all is well. */
export function exprTypeProblem(expr: Typed, typeOf: LocalTypes): string | null {
  for (const operand of operands(expr)) {
    const problem = exprTypeProblem(operand, typeOf)
    if (problem !== null) return problem
  }
  return ownProblem(expr, typeOf)
}

function ownProblem(expr: Typed, typeOf: LocalTypes): string | null {
  switch (expr.kind) {
    case 'const':
      return holds(expr) ? null : `the constant ${expr.value} is no ${expr.type}`
    case 'local':
      // The optimiser reads an array as the pointer to its first element.
      if (expr.type === 'pointer' && isArray(typeOf(expr.local) ?? '')) return null
      return differs('a read local', typeOf(expr.local), expr.type)
    case 'unary':
      return unaryProblem(expr)
    case 'binary':
      return binaryProblem(expr)
    case 'compare':
      return (
        differs('the sides of a comparison', expr.left.type, expr.right.type) ??
        wrongUnless(!isArray(expr.left.type), 'a comparison of arrays') ??
        differs('a comparison', expr.type, 'bool')
      )
    case 'logical':
      return allBool(`\`${expr.op}\``, [expr.left, expr.right, expr])
    case 'conditional':
      return (
        allBool('a condition', [expr.test]) ??
        differs('the first choice', expr.then.type, expr.type) ??
        differs('the second choice', expr.else.type, expr.type)
      )
    case 'math':
      return wrongUnless(
        [expr, ...expr.args].every(({ type }) => type === 'f64'),
        `Math.${expr.fn} outside f64`,
      )
    case 'load':
      return loadProblem(expr, typeOf)
    case 'length':
      return (
        wrongUnless(isArray(typeOf(expr.array) ?? ''), 'the length of what is no array') ??
        wrongUnless(expr.type === 'i32' || expr.type === 'u32', `a length as ${expr.type}`)
      )
    case 'convert':
      return convertProblem(expr)
    case 'simd':
      return simdProblem(expr)
    case 'global':
      return wrongUnless(!isArray(expr.type) && expr.type !== 'void', `a global of type ${expr.type}`)
  }
}

function holds({ value, type }: Of<'const'>): boolean {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean'
    case 'i64':
      return typeof value === 'bigint' && BigInt.asIntN(64, value) === value
    case 'u64':
      return typeof value === 'bigint' && BigInt.asUintN(64, value) === value
    case 'i32':
      return typeof value === 'number' && Object.is(value | 0, value)
    case 'u32':
      return typeof value === 'number' && Object.is(value >>> 0, value)
    case 'f32':
      return typeof value === 'number' && Object.is(Math.fround(value), value)
    default:
      return typeof value === 'number' && type === 'f64'
  }
}

function unaryProblem({ op, type, operand }: Of<'unary'>): string | null {
  const from = operand.type
  const wrong = `${op} from ${from} to ${type}`
  switch (op) {
    case 'not':
      return wrongUnless(from === 'bool' && type === 'bool', wrong)
    case 'truthy':
      return wrongUnless(!isArray(from) && from !== 'void' && type === 'bool', wrong)
    case 'is-nan':
    case 'is-finite':
    case 'is-integer':
    case 'is-safe-integer':
      return wrongUnless(numbers.has(from) && type === 'bool', wrong)
    case 'to-number':
      return wrongUnless((numbers.has(from) || from === 'bool') && numbers.has(type), wrong)
    case 'defined':
      return wrongUnless(from === type, wrong)
    case 'to-bigint':
      return wrongUnless(numbers.has(from) && (type === 'i64' || type === 'u64'), wrong)
    case 'as-int64':
    case 'as-uint64':
      return wrongUnless(
        (from === 'i64' || from === 'u64') && type === (op === 'as-int64' ? 'i64' : 'u64'),
        wrong,
      )
    case 'clz32':
      return wrongUnless((from === 'i32' || from === 'u32') && type === 'i32', wrong)
    case 'bitnot':
      return wrongUnless(integers.has(type) && from === type, wrong)
    case 'fround':
      return wrongUnless(numbers.has(from) && (type === 'f32' || type === 'f64'), wrong)
    default:
      return wrongUnless(numbers.has(type) && from === type, wrong)
  }
}

function binaryProblem({ op, type, left, right, overflow }: Of<'binary'>): string | null {
  const wrong = `${op} of ${left.type} and ${right.type} to ${type}`
  const isWord = (t: ValueType) => t === 'i32' || t === 'u32'
  const words = [left.type, right.type, type].every(isWord)
  const isLong = (t: ValueType) => t === 'i64' || t === 'u64'
  if (type === 'pointer') return wrongUnless(op === 'add' && left.type === type && right.type === type, wrong)
  if (overflow) return wrongUnless(left.type === type && isLong(type) && isLong(right.type), wrong)
  switch (op) {
    // Bits are the same in i32 and u32, so these may go from one to the other.
    case 'bitand':
    case 'bitor':
    case 'bitxor':
      return wrongUnless(
        words || (left.type === right.type && left.type === type && integers.has(type)),
        wrong,
      )
    case 'shl':
    case 'shr':
      return wrongUnless(
        words || (left.type === type && integers.has(type) && integers.has(right.type)),
        wrong,
      )
    case 'ushr':
    case 'imul':
      return wrongUnless(words, wrong)
    default:
      return wrongUnless(left.type === right.type && left.type === type && numbers.has(type), wrong)
  }
}

function loadProblem(expr: Of<'load'>, typeOf: LocalTypes): string | null {
  const array = typeOf(expr.array) ?? 'void'
  if (!isArray(array)) return 'a load from what is no array'
  return (
    wrongUnless(suits(expr, array), `a load of this kind from ${array}`) ??
    differs('a load', expr.type, expr.wide ? 'v128' : elements[accessedKind(expr, array)].loads) ??
    wrongUnless(
      numbers.has(expr.index.type) || expr.index.type === 'pointer',
      `an index of type ${expr.index.type}`,
    ) ??
    wrongUnless(expr.bounds !== 'js', 'a load that does not say what happens out of bounds') ??
    wrongUnless(!expr.wide || expr.bounds === 'proven', 'a wide load that is not proven to be in bounds')
  )
}

function convertProblem({ mode, type, operand }: Of<'convert'>): string | null {
  const from = operand.type
  const wrong = `a ${mode} conversion from ${from} to ${type}`
  if (type === 'pointer') return wrongUnless(mode === 'wrap' && from === 'i32', wrong)
  if (from === type || !numbers.has(type)) return wrong
  switch (mode) {
    case 'exact':
      return wrongUnless(numbers.has(from) || from === 'bool', wrong)
    case 'cut':
      return wrongUnless(from === 'f64' && type === 'i32', wrong)
    case 'wrap':
      return wrongUnless(numbers.has(from) && integers.has(type), wrong)
    case 'round':
      return wrongUnless(numbers.has(from) && type === 'f32', wrong)
  }
}

function simdProblem({ op, args, type, immediates }: Of<'simd'>): string | null {
  const signature = simdSignature(op)
  if (!signature) return `there is no ${op}`
  const given = args.map(arg => arg.type)
  return (
    differs(`the operands of ${op}`, given.join(), signature.args.join()) ??
    differs(op, type, signature.gives) ??
    wrongUnless((immediates?.length ?? 0) === (signature.immediates ?? 0), `immediates of ${op}`)
  )
}

function allBool(what: string, exprs: readonly Typed[]): string | null {
  return wrongUnless(
    exprs.every(({ type }) => type === 'bool'),
    `${what} outside bool`,
  )
}

function differs(what: string, actual: string | undefined, expected: string): string | null {
  return wrongUnless(actual === expected, `${what} is ${actual} instead of ${expected}`)
}

function wrongUnless(holds: boolean, problem: string): string | null {
  return holds ? null : problem
}
