import type { Expr, Load, LocalId } from '../ir/expr.js'
import { mapOperands } from '../ir/expr-walk.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { mapStmtBodies, mapStmtExprs } from '../ir/stmt-walk.js'
import type { RawAccess, ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { IndexParts } from './reduce-strength/linear-index.js'
import { polyKey } from './symbolic/polynomial.js'

type Typed = Expr<ValueType>
type List = readonly Stmt<ValueType>[]

/**
 * Reads neighbouring bytes that are put together to one number at once.
 *
 * ```
 * bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24
 * →
 * bytes[i].int32, little-endian
 * ```
 *
 * Soundness: all of the bytes are in bounds, lie one behind the other, and are read within one expression, so that nothing
 * is written in between. Each of them fills eight bits of the result in which every other one has zeros, so that `|`, `^`
 * and `+` are the same, in any order. WebAssembly is little-endian and reads words at any address.
 */
export const combineLoads: Pass = {
  name: 'combine-loads',
  after: {
    'version-loops': 'only bytes that are sure to be there can be read together',
    'vectorize-loops': 'lanes read bytes in ways of their own',
  },
  run: kernel => ({
    ...kernel,
    functions: kernel.functions.map(fn => combineIn(fn)),
  }),
}

function combineIn(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const isBytes = (array: LocalId) =>
    fn.locals[array]?.type === 'Uint8Array' || fn.locals[array]?.type === 'Uint8ClampedArray'
  const parts = new IndexParts()
  // From the outside in, so that four bytes are not taken for two and two more.
  const visitExpr = (expr: Typed): Typed => combined(expr, parts, isBytes) ?? mapOperands(expr, visitExpr)
  const visit = (list: List): List => list.map(stmt => mapStmtExprs(mapStmtBodies(stmt, visit), visitExpr))
  return { ...fn, body: visit(fn.body) }
}

/** A byte that is shifted to its place. */
interface Part {
  readonly load: Load<ValueType>
  readonly shift: number
  /** Equal for neighbours, and where they stand among these. */
  readonly key: string
  readonly place: number
}

const elementsOf = { 2: 'Uint16Array', 4: 'Int32Array' } as const

function combined(expr: Typed, parts: IndexParts, isBytes: (array: LocalId) => boolean): Typed | null {
  if (expr.kind !== 'binary' || !isJoin(expr)) return null
  const found = termsOf(expr, expr.op).map(term => readPart(term, parts, isBytes))
  const bytes = found.flatMap(part => part ?? [])
  if (bytes.length < found.length) return null
  return wordOf(bytes, expr)
}

function isJoin({ op, type }: Typed & { readonly kind: 'binary' }): boolean {
  return type === 'i32' && (op === 'bitor' || op === 'bitxor' || op === 'add')
}

function termsOf(expr: Typed, op: string): readonly Typed[] {
  if (expr.kind !== 'binary' || expr.op !== op || !isJoin(expr)) return [expr]
  return [...termsOf(expr.left, op), ...termsOf(expr.right, op)]
}

function readPart(term: Typed, parts: IndexParts, isBytes: (array: LocalId) => boolean): Part | null {
  const isShifted = term.kind === 'binary' && term.op === 'shl' && term.right.kind === 'const'
  const shift = isShifted && term.right.kind === 'const' ? Number(term.right.value) : 0
  const load = isShifted ? term.left : term
  if (load.kind !== 'load' || load.bounds !== 'proven' || load.raw || load.type !== 'i32') return null
  const isPlain = isBytes(load.array) && load.index.type === 'i32'
  const poly = isPlain ? parts.read(load.index) : null
  return (
    poly && { load, shift, key: `${load.array} ${polyKey({ ...poly, constant: 0 })}`, place: poly.constant }
  )
}

function wordOf(bytes: readonly Part[], { at }: Typed): Typed | null {
  const [first, second] = [...bytes].sort((a, b) => a.shift - b.shift)
  const count = bytes.length
  if (!first || !second || (count !== 2 && count !== 4)) return null
  const order: RawAccess['order'] = first.place < second.place ? 'little' : 'big'
  const start = order === 'little' ? first.place : first.place - (count - 1)
  const isWhole = bytes.every(({ key, place, shift }) => {
    const byte = order === 'little' ? place - start : count - 1 - (place - start)
    return key === first.key && shift === 8 * byte
  })
  const lowest = bytes.find(({ place }) => place === start)
  const shifts = new Set(bytes.map(({ shift }) => shift))
  if (!isWhole || !lowest || shifts.size < count) return null
  return { ...lowest.load, raw: { element: elementsOf[count], order }, at }
}
