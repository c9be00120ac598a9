import type {
  BinaryOp,
  Bounds,
  CompareOp,
  Convert,
  Expr,
  HostMath,
  LocalId,
  UnaryOp,
} from '../../packages/compiler/src/ir/expr.js'
import type { HostFunction } from '../../packages/compiler/src/ir/host-function.js'
import type {
  Kernel,
  KernelFunction,
  KernelOptions,
  Local,
  Table,
  ThrowSite,
} from '../../packages/compiler/src/ir/kernel.js'
import type { FunctionId, LabelId, Stmt, SwitchCase } from '../../packages/compiler/src/ir/stmt.js'
import type { ValueType } from '../../packages/compiler/src/ir/types.js'

/** Short hands for typed IR written in tests. Places in the source do not matter there. */
export type E = Expr<ValueType>
export type S = Stmt<ValueType>

const at = { file: 'test.ts', start: 0, end: 0 }

export const options: KernelOptions = {
  strict: false,
  fastmath: [],
  parallel: false,
  inline: false,
  off: false,
  unchecked: false,
  math: 'exact',
  signatures: [],
}

export const num = (value: number | bigint | boolean, type: ValueType = 'f64'): E => ({
  kind: 'const',
  value,
  type,
  at,
})
export const int = (value: number): E => num(value, 'i32')
export const bool = (value: boolean): E => num(value, 'bool')
export const get = (local: LocalId, type: ValueType = 'f64'): E => ({ kind: 'local', local, type, at })
export const unary = (op: UnaryOp, operand: E, type: ValueType = operand.type): E => ({
  kind: 'unary',
  op,
  operand,
  type,
  at,
})
export const binary = (op: BinaryOp, left: E, right: E, type: ValueType = left.type): E => ({
  kind: 'binary',
  op,
  left,
  right,
  type,
  at,
})
export const compare = (op: CompareOp, left: E, right: E): E => ({
  kind: 'compare',
  op,
  left,
  right,
  type: 'bool',
  at,
})
export const logical = (op: 'and' | 'or', left: E, right: E): E => ({
  kind: 'logical',
  op,
  left,
  right,
  type: 'bool',
  at,
})
export const choose = (test: E, whenTrue: E, whenFalse: E): E => ({
  kind: 'conditional',
  test,
  then: whenTrue,
  else: whenFalse,
  type: whenTrue.type,
  at,
})
export const math = (fn: HostMath, ...args: readonly E[]): E => ({ kind: 'math', fn, args, type: 'f64', at })
export const load = (array: LocalId, index: E, bounds: Bounds, type: ValueType = 'f64'): E => ({
  kind: 'load',
  array,
  index,
  bounds,
  type,
  at,
})
export const length = (array: LocalId, type: ValueType = 'i32'): E => ({ kind: 'length', array, type, at })
export const convert = (mode: Convert<ValueType>['mode'], operand: E, type: ValueType): E => ({
  kind: 'convert',
  mode,
  operand,
  type,
  at,
})

export const set = (local: LocalId, value: E): S => ({ kind: 'set', local, value, at })
export const store = (array: LocalId, index: E, value: E, bounds: Bounds = 'js'): S => ({
  kind: 'store',
  array,
  index,
  value,
  bounds,
  at,
})
export const newArray = (local: LocalId, size: E): S => ({ kind: 'new-array', local, length: size, at })
export const invoke = (
  local: LocalId | null,
  callee: FunctionId | HostFunction,
  ...args: readonly E[]
): S => ({
  kind: 'call',
  local,
  callee,
  args,
  at,
})
export const when = (test: E, whenTrue: readonly S[], whenFalse: readonly S[] = []): S => ({
  kind: 'if',
  test,
  then: whenTrue,
  else: whenFalse,
  at,
})
export const loop = (label: LabelId, test: E, body: readonly S[], update: readonly S[] = []): S => ({
  kind: 'loop',
  label,
  test,
  body,
  update,
  at,
})
export const choice = (label: LabelId, discriminant: E, cases: readonly SwitchCase<ValueType>[]): S => ({
  kind: 'switch',
  label,
  discriminant,
  cases,
  at,
})
export const block = (label: LabelId, body: readonly S[]): S => ({ kind: 'block', label, body, at })
export const leave = (label: LabelId): S => ({ kind: 'break', label, at })
export const goOn = (label: LabelId): S => ({ kind: 'continue', label, at })
export const give = (value: E | null = null): S => ({ kind: 'return', value, at })
export const fail = (site: number): S => ({ kind: 'throw', site, at })

/** `local = local + 1` on an i32. */
export const increment = (local: LocalId): S => set(local, binary('add', get(local, 'i32'), int(1)))

/** A function whose first `paramCount` locals are its parameters. */
export function fn(
  name: string,
  locals: readonly (readonly [name: string, type: ValueType, table?: number])[],
  paramCount: number,
  result: ValueType,
  body: readonly S[],
): KernelFunction<ValueType> {
  const all = locals.map(([localName, type, table], id): Local<ValueType> => {
    const origin = id < paramCount ? 'param' : table === undefined ? 'variable' : 'table'
    return { name: localName, type, origin, at, ...(table === undefined ? {} : { table }) }
  })
  return { name, params: all.slice(0, paramCount).map((_, id) => id), locals: all, result, body, at }
}

export function kernel(
  functions: readonly KernelFunction<ValueType>[],
  more: {
    readonly name?: string
    readonly tables?: readonly Table[]
    readonly throws?: readonly ThrowSite[]
  } = {},
): Kernel<ValueType> {
  const name = more.name ?? functions[0]?.name ?? 'nameless'
  return {
    name,
    functions,
    tables: more.tables ?? [],
    throws: more.throws ?? [],
    declaredResult: null,
    options,
  }
}

/** A kernel that only computes one expression from its parameters `a`, `b` … */
export function expression(name: string, params: readonly ValueType[], value: E): Kernel<ValueType> {
  const locals = params.map((type, n) => [String.fromCharCode(97 + n), type] as const)
  return kernel([fn(name, locals, params.length, value.type, [give(value)])])
}

export const throwSite = (message: string): ThrowSite => ({ constructor: 'Error', message, at })
