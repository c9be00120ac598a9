import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { Refusal, refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { wholeArray } from '../arrays/make-array.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf, isInitialized } from '../names/bindings.js'
import { builtinName, namedNumbers } from '../names/builtins.js'
import { outerLeaf } from '../names/outer-leaf.js'
import type { Meaning } from '../names/resolve-name.js'
import { resolveName } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { textOf, textTable } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { builtinFunction } from '../values/builtin-function.js'
import { settled } from '../values/optional-object.js'
import type { Value } from '../values/value.js'
import { constant } from './make-expr.js'

/** A name that is read: a variable, a constant of the module, or one of JavaScript's own numbers. */
export function lowerIdentifier(fn: FunctionContext, node: t.Identifier): Value {
  const at = fn.at(node)
  const builtin = builtinName(fn.module, node)
  if (builtin !== null) return builtinValue(builtin, node, at)
  const text = textOf(fn.module, node)
  if (text !== undefined) return textTable(fn, text, at)
  return readMeaning(fn, resolveName(fn, node), node, node.name)
}

/** A number that has a name, or a function of JavaScript's own that is passed on. */
export function builtinValue(name: string, node: t.Identifier | t.MemberExpression, at: SourceRange): Value {
  if (Object.hasOwn(namedNumbers, name)) return constant(namedNumbers[name] ?? Number.NaN, at)
  const shown = node.type === 'Identifier' ? node.name : name
  return builtinFunction(name) ?? unsupported(node, at, `\`${shown}\` used as a value`)
}

/** Reads what a name means: a variable, a constant, or a value computed at the function's start. */
export function readMeaning(fn: FunctionContext, meaning: Meaning, use: t.Node, name: string): Value {
  const at = fn.at(use)
  switch (meaning.kind) {
    case 'variable':
    case 'table':
      return wholeArray(fn, fn.read(meaning.local, at))
    case 'static':
      return settled(fn, meaning.value)
    case 'constant':
      return constant(meaning.value, at)
    case 'expression':
      return lowerEntryValue(fn, meaning, use, name)
  }
}

/**
 * A module-level constant that only the engine can compute (`const LOG2 = Math.log(2)`): computed once per call, at
 * the function's start. It is made of constants and `Math` functions alone, so it gives the same bits every time. Any
 * other is read before the call.
 */
function lowerEntryValue(
  fn: FunctionContext,
  meaning: Meaning & { readonly kind: 'expression' },
  use: t.Node,
  name: string,
): Expr {
  const { module, binding, init } = meaning
  const at = fn.at(use)
  const value = fn.within(module, () => (isFormula(fn, init) ? formulaValue(fn, init) : null))
  if (value === null) {
    const otherwise = diagnose('lower/not-constant', at, name, 'has a value that is not known while building')
    const here = use.type === 'Identifier' ? bindingOf(fn.module, use) : undefined
    if (here === undefined || use.type !== 'Identifier') return refuse(otherwise)
    return fn.read(outerLeaf(fn, here, use, otherwise), at)
  }
  const local = fn.localOf(binding, () => {
    const id = fn.locals.length
    const home = fn.within(module, () => fn.at(binding.identifier))
    fn.entry.push({ kind: 'set', local: id, value, at: home })
    return { name, type: value.type, origin: 'variable', at: home }
  })
  return fn.read(local, at)
}

function formulaValue(fn: FunctionContext, init: t.Expression): Expr | null {
  try {
    const { statements, value } = fn.capture(() => fn.expression(init))
    return statements.length === 0 ? value : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Whether an expression holds nothing but literals, names, operators and `Math` functions other than `random`. */
function isFormula(fn: FunctionContext, expression: t.Node): boolean {
  const node = unwrap(expression)
  switch (node.type) {
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return true
    case 'Identifier': {
      const binding = bindingOf(fn.module, node)
      return binding === undefined || isInitialized(binding, node)
    }
    case 'MemberExpression':
      return builtinName(fn.module, node) !== null
    case 'UnaryExpression':
      return isFormula(fn, node.argument)
    case 'BinaryExpression':
      return isFormula(fn, node.left) && isFormula(fn, node.right)
    case 'CallExpression': {
      const callee = builtinName(fn.module, node.callee)
      const isMath = callee?.startsWith('Math.') && callee !== 'Math.random'
      return isMath === true && node.arguments.every(argument => isFormula(fn, argument))
    }
    default:
      return false
  }
}
