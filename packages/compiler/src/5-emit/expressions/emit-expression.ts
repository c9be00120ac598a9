import type { Expr, Load } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import type { Code } from '../code.js'
import { binding, call, infix, primary, within } from '../code.js'
import { constant } from '../constants.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, localOf, numberType } from '../function-scope.js'
import { addressText, checkedLoad, memoryType } from '../prelude/array-access.js'
import { mathImport } from '../prelude/math-imports.js'
import type { Operand } from './binary.js'
import { binary, compare } from './binary.js'
import { convert } from './convert.js'
import { unary } from './unary.js'

type Typed = Expr<ValueType>

/** The AssemblyScript text of an expression; its AssemblyScript type is the expression's own. */
export function emitExpression(expr: Typed, scope: FunctionScope): Code {
  const emit = (operand: Typed) => emitExpression(operand, scope)
  const { prelude } = scope
  switch (expr.kind) {
    case 'const':
      return constant(expr.value, expr.type)
    case 'local':
      return primary(localOf(scope, expr.local).as.value)
    case 'length':
      return convert(primary(arrayOf(scope, expr.array).length), 'i32', expr.type, 'exact', prelude)
    case 'unary':
      return unary(expr.op, leading(expr.operand, scope), expr.operand.type, expr.type, prelude)
    case 'convert':
      return convert(emit(expr.operand), expr.operand.type, expr.type, expr.mode, prelude)
    case 'binary':
      return binary(
        expr.op,
        { ...operand(expr.left, scope), code: leading(expr.left, scope) },
        operand(expr.right, scope),
        expr.type,
        prelude,
      )
    case 'compare':
      return compare(expr.op, leading(expr.left, scope), emit(expr.right))
    case 'logical':
      return expr.op === 'and'
        ? infix(emit(expr.left), '&&', emit(expr.right), binding.and)
        : infix(emit(expr.left), '||', emit(expr.right), binding.or)
    case 'conditional':
      return conditional(emit(expr.test), leading(expr.then, scope), leading(expr.else, scope))
    case 'math':
      return call(prelude.use(mathImport(expr.fn, expr.args.length)), ...expr.args.map(emit))
    case 'load':
      return load(expr, scope)
  }
}

/** Text for a place whose type asc reads off it: a bare `2` there would become what the place around it asks for. */
function leading(expr: Typed, scope: FunctionScope): Code {
  const code = emitExpression(expr, scope)
  return expr.kind === 'const' && expr.type === 'i32' ? call('i32', code) : code
}

function operand(expr: Typed, scope: FunctionScope): Operand {
  return {
    code: emitExpression(expr, scope),
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
  const index = emitExpression(expr.index, scope)
  if (expr.bounds === 'js') throw new Error(`5-emit: undecided bounds in ${scope.fn.name}`)
  if (expr.bounds === 'proven') {
    const value = call(`load<${memoryType[array]}>`, provenAddress(expr, scope))
    const narrow = elements[array].bytes < 4 ? call('i32', value) : value
    return convert(narrow, elements[array].loads, expr.type, 'exact', scope.prelude)
  }
  const helper = checkedLoad(array, numberType(expr.type), expr.bounds, numberType(expr.index.type))
  return call(scope.prelude.use(helper), primary(pointer), primary(length), index)
}

/** The address of an element that is known to exist. */
export function provenAddress(
  access: { readonly array: number; readonly index: Typed },
  scope: FunctionScope,
): Code {
  const { array, pointer } = arrayOf(scope, access.array)
  const { index } = access
  if (index.kind === 'const') {
    const offset = Number(index.value) * elements[array].bytes
    return offset === 0
      ? primary(pointer)
      : infix(primary(pointer), '+', primary(String(offset)), binding.additive)
  }
  const code = emitExpression(index, scope)
  const isFloat = index.type === 'f64' || index.type === 'f32'
  const whole = isFloat ? convert(code, index.type, 'i32', 'exact', scope.prelude) : code
  return { text: addressText(pointer, whole.text, array), binds: binding.additive }
}
