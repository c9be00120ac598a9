import type { Expr, Load } from '../../ir/expr.js'
import { isLaneMath } from '../../ir/simd.js'
import type { ArrayKind, RawAccess, ValueType } from '../../ir/types.js'
import { accessedKind, elements } from '../../ir/types.js'
import type { Code } from '../code.js'
import { binding, call, infix, primary, within } from '../code.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, localOf, numberType } from '../function-scope.js'
import { addressText, checkedLoad, loadText } from '../prelude/array-access.js'
import { elementary } from '../prelude/elementary/elementary.js'
import { mathImport } from '../prelude/math-imports.js'
import { checkedByte, rawLoad } from '../prelude/raw-access.js'
import { sharedGlobal } from '../prelude/shared-global.js'
import type { Operand } from './binary.js'
import { binary, compare, overflowing } from './binary.js'
import { convert } from './convert.js'
import type { LiteralContext } from './literal-context.js'
import { convertedContext, leftContext, literal, operandContext } from './literal-context.js'
import { simd, wideLoad } from './simd.js'
import { unary } from './unary.js'

type Typed = Expr<ValueType>

/** The AssemblyScript text of an expression; in this place its AssemblyScript type is the expression's own. */
export function emitExpression(expr: Typed, scope: FunctionScope, context: LiteralContext): Code {
  const emit = (operand: Typed, inner: LiteralContext) => emitExpression(operand, scope, inner)
  const { prelude } = scope
  switch (expr.kind) {
    case 'const':
      return literal(expr.value, expr.type, context)
    case 'local':
      return primary(localOf(scope, expr.local).as.value)
    case 'length':
      return convert(primary(arrayOf(scope, expr.array).length), 'i32', expr.type, 'exact', prelude)
    case 'unary': {
      const operand = emit(expr.operand, operandContext(expr, context))
      return unary(expr.op, operand, expr.operand.type, expr.type, prelude)
    }
    case 'convert': {
      const operand = emit(expr.operand, convertedContext(expr, context))
      return convert(operand, expr.operand.type, expr.type, expr.mode, prelude)
    }
    case 'binary': {
      const left = operand(expr.left, scope, leftContext(expr, context))
      const right = operand(expr.right, scope, expr.op === 'ushr' ? null : expr.left.type)
      if (expr.overflow) return overflowing(expr.op, expr.overflow, left, right, prelude)
      return binary(expr.op, left, right, expr.type, prelude)
    }
    case 'compare':
      return compare(expr.op, emit(expr.left, context), emit(expr.right, expr.left.type))
    case 'logical':
      return expr.op === 'and'
        ? infix(emit(expr.left, context), '&&', emit(expr.right, 'bool'), binding.and)
        : infix(emit(expr.left, context), '||', emit(expr.right, 'bool'), binding.or)
    case 'conditional':
      return conditional(emit(expr.test, 'bool'), emit(expr.then, context), emit(expr.else, context))
    case 'math':
      return call(
        prelude.use(
          expr.isOurs && isLaneMath(expr.fn)
            ? elementary(expr.fn, 'f64')
            : mathImport(expr.fn, expr.args.length),
        ),
        ...expr.args.map(arg => emit(arg, 'f64')),
      )
    case 'simd':
      return simd(
        expr,
        expr.args.map(arg => emit(arg, arg.type)),
        prelude,
      )
    case 'load':
      return load(expr, scope)
    case 'global':
      return primary(prelude.use(sharedGlobal(expr.type, expr.global)))
  }
}

function operand(expr: Typed, scope: FunctionScope, context: LiteralContext): Operand {
  return {
    code: emitExpression(expr, scope, context),
    type: expr.type,
    constant: expr.kind === 'const' && typeof expr.value !== 'boolean' ? expr.value : null,
  }
}

function conditional(test: Code, whenTrue: Code, whenFalse: Code): Code {
  const parts = [test, whenTrue, whenFalse].map(part => within(part, binding.or))
  return { text: `${parts[0]} ? ${parts[1]} : ${parts[2]}`, binds: binding.conditional }
}

function load(expr: Load<ValueType>, scope: FunctionScope): Code {
  const { array, pointer, length } = arrayOf(scope, expr.array)
  if (expr.bounds === 'js') throw new Error(`5-emit: undecided bounds in ${scope.fn.name}`)
  if (expr.bounds === 'proven') {
    const address = provenAddress(expr, scope).map(part => within(part, binding.shift))
    if (expr.wide) return wideLoad(expr.wide, address)
    const kind = accessedKind(expr, array)
    const { loads } = elements[kind]
    const loaded = primary(expr.raw ? rawLoad(expr.raw, address, scope.prelude) : loadText(kind, ...address))
    return loads === 'bool' ? loaded : convert(loaded, loads, expr.type, 'exact', scope.prelude)
  }
  if (expr.raw) {
    const address = byteAddress(expr, expr.raw, scope)
    const { loads } = elements[expr.raw.element]
    return convert(
      primary(rawLoad(expr.raw, [address], scope.prelude)),
      loads,
      expr.type,
      'exact',
      scope.prelude,
    )
  }
  const helper = checkedLoad(
    array,
    expr.type === 'bool' ? 'bool' : numberType(expr.type),
    expr.bounds,
    numberType(expr.index.type),
  )
  const index = emitExpression(expr.index, scope, expr.index.type)
  return call(scope.prelude.use(helper), primary(pointer), primary(length), index)
}

/** An element that is known to exist: its address, and perhaps a constant to add to it. */
export function provenAddress(access: PlainAccess, scope: FunctionScope): readonly [Code, ...Code[]] {
  const { array, pointer } = arrayOf(scope, access.array)
  const { index, offset = 0 } = access
  const constant = offset === 0 ? [] : [primary(String(offset))]
  if (index.type === 'pointer') return [emitExpression(index, scope, null), ...constant]
  return [elementAddress(index, array, pointer, scope)]
}

/** The address of bytes of a DataView that are checked to be there. */
export function byteAddress(access: PlainAccess, raw: RawAccess, scope: FunctionScope): string {
  const { pointer, length } = arrayOf(scope, access.array)
  const { index } = access
  const helper = scope.prelude.use(checkedByte(numberType(index.type)))
  const size = primary(String(elements[raw.element].bytes))
  const position = emitExpression(index, scope, index.type)
  return call(helper, primary(pointer), primary(length), position, size).text
}

interface PlainAccess {
  readonly array: number
  readonly index: Typed
  readonly offset?: number
}

function elementAddress(index: Typed, array: ArrayKind, pointer: string, scope: FunctionScope): Code {
  if (index.kind === 'const') {
    // Past 4 GiB there is no element: such code is never reached, and only has to be valid.
    const offset = (Number(index.value) * elements[array].bytes) >>> 0
    return offset === 0
      ? primary(pointer)
      : infix(primary(pointer), '+', primary(String(offset)), binding.additive)
  }
  const code = emitExpression(index, scope, null)
  const isFloat = index.type === 'f64' || index.type === 'f32'
  const whole = isFloat ? convert(code, index.type, 'i32', 'exact', scope.prelude) : code
  return { text: addressText(pointer, whole.text, array), binds: binding.additive }
}
