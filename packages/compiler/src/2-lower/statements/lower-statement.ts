import type * as t from '@babel/types'
import { emitIf } from '../expressions/choose.js'
import { discard } from '../expressions/discard.js'
import { protect, protectOptional } from '../expressions/evaluate-in-order.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { classBehind } from '../names/class-behind.js'
import { absentValue, mayGiveNothing } from '../names/may-hold-nothing.js'
import { unwrap } from '../node-kinds.js'
import { usesOfUndone } from '../undone.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { isNothing } from '../values/optional.js'
import { returnMissing } from '../values/return-missing.js'
import { returnObject, returnOptionalObject } from '../values/return-object.js'
import { returnValue } from '../values/return-value.js'
import { lowerDeclaration } from './lower-declaration.js'
import { lowerForOf } from './lower-for-of.js'
import { lowerBreak, lowerContinue, lowerLabeledBlock } from './lower-jump.js'
import { lowerDoWhile, lowerFor, lowerWhile } from './lower-loop.js'
import { lowerSwitch } from './lower-switch.js'
import { lowerThrow } from './lower-throw.js'
import { lowerTry, passFinallys } from './lower-try.js'

/** Lowers one statement. What it refuses is noted and the next one is looked at, so that all problems are found. */
export function lowerStatement(fn: FunctionContext, node: t.Statement): void {
  if (node.type !== 'ExpressionStatement') return fn.kernel.attempt(() => dispatch(fn, node, []), undefined)
  const { expression } = node
  fn.kernel.attemptSetting(
    () => fn.effect(expression),
    () => usesOfUndone(fn.module, expression),
  )
}

function dispatch(fn: FunctionContext, node: t.Statement, names: readonly string[]): void {
  switch (node.type) {
    case 'ExpressionStatement':
      return fn.effect(node.expression)
    case 'VariableDeclaration':
      return lowerDeclaration(fn, node)
    case 'BlockStatement':
      return names.length > 0 ? lowerLabeledBlock(fn, node, names) : lowerList(fn, node.body)
    case 'IfStatement':
      return names.length > 0 ? lowerLabeledBlock(fn, node, names) : lowerIf(fn, node)
    case 'ForStatement':
      return lowerFor(fn, node, names)
    case 'ForOfStatement':
      return lowerForOf(fn, node, names)
    case 'WhileStatement':
      return lowerWhile(fn, node, names)
    case 'DoWhileStatement':
      return lowerDoWhile(fn, node, names)
    case 'SwitchStatement':
      return lowerSwitch(fn, node, names)
    case 'LabeledStatement':
      return dispatch(fn, node.body, [...names, node.label.name])
    case 'BreakStatement':
      return lowerBreak(fn, node)
    case 'ContinueStatement':
      return lowerContinue(fn, node)
    case 'ReturnStatement':
      return lowerReturn(fn, node)
    case 'ThrowStatement':
      return lowerThrow(fn, node)
    case 'TryStatement':
      return names.length > 0 ? lowerLabeledBlock(fn, node, names) : lowerTry(fn, node)
    case 'ClassDeclaration':
      return declareClass(fn, node)
    // A function that is called is lowered by itself; empty statements and types do nothing.
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
      return
    default:
      return unsupported(node, fn.at(node))
  }
}

function declareClass(fn: FunctionContext, node: t.ClassDeclaration): void {
  const binding = node.id == null ? undefined : bindingOf(fn.module, node.id)
  const outer = binding?.path.scope.getFunctionParent() ?? binding?.scope
  const name = node.id?.name ?? ''
  // Inside its body a class has a second variable of its name.
  const own =
    binding?.kind === 'local' ? (binding.path.parentPath?.scope ?? outer)?.getBinding(name) : binding
  if (own === undefined || classBehind(own) !== node) return unsupported(node, fn.at(node))
  fn.bind(own, { kind: 'class', node, module: fn.module, name, frame: fn.frame })
}

function lowerList(fn: FunctionContext, nodes: readonly t.Statement[]): void {
  for (const node of nodes) fn.statement(node)
}

function lowerIf(fn: FunctionContext, node: t.IfStatement): void {
  const known = fn.kernel.attempt(() => fn.test(node.test), null)
  if (known?.kind === 'const') {
    const branch = known.value ? node.consequent : node.alternate
    if (branch) fn.statement(branch)
    return
  }
  const test = known ?? constant(true, fn.at(node.test))
  const branch = (part: t.Statement | null | undefined, isTrue: boolean) =>
    fn.capture(() => {
      fn.proven.assume(test, isTrue)
      if (part) fn.statement(part)
    }).statements
  const then = branch(node.consequent, true)
  const otherwise = branch(node.alternate, false)
  if (then.length > 0 || otherwise.length > 0) emitIf(fn, test, then, otherwise, fn.at(node))
  else discard(fn, test)
  // Whoever comes past a branch that goes elsewhere knows the test.
  const [thenGoes, otherwiseGoes] = [goesElsewhere(then), goesElsewhere(otherwise)]
  if (thenGoes !== otherwiseGoes) assumeAfter(fn, test, otherwiseGoes, thenGoes ? otherwise : then)
}

/** Whether a branch ends in a jump. */
function goesElsewhere(statements: readonly Stmt[]): boolean {
  const kind = statements.at(-1)?.kind
  return kind === 'return' || kind === 'break' || kind === 'continue' || kind === 'throw'
}

/** Notes what a test told before the branch that goes on, if that changes nothing. */
function assumeAfter(fn: FunctionContext, test: Expr, isTrue: boolean, branch: readonly Stmt[]): void {
  if (branch.length === 0) fn.proven.assume(test, isTrue)
}

/** `return test ? value : null`: each of the two is returned as what it is, be it an object or an array. */
function returnEither(fn: FunctionContext, node: t.ReturnStatement, choice: t.ConditionalExpression): void {
  const { test, consequent, alternate } = choice
  const branch = (argument: t.Expression): t.ReturnStatement => ({ ...node, argument })
  lowerIf(fn, {
    ...node,
    type: 'IfStatement',
    test,
    consequent: branch(consequent),
    alternate: branch(alternate),
  })
}

function lowerReturn(fn: FunctionContext, node: t.ReturnStatement): void {
  const { argument } = node
  const at = fn.at(node)
  const choice = argument && fn.frame.returns === null ? unwrap(argument) : null
  if (choice?.type === 'ConditionalExpression' && mayGiveNothing(fn.module, choice) !== null)
    return returnEither(fn, node, choice)
  const isBare = argument == null || absentValue(fn.module, argument) === 'undefined'
  const { returns } = fn.frame
  if (returns !== null) return returnValue(fn, returns, isBare ? null : fn.value(argument), at)
  const result = isBare ? null : fn.value(argument)
  if (result?.kind === 'optional-object' && fn.id === 0) {
    passFinallys(fn, 0)
    return returnOptionalObject(fn, result, at)
  }
  if (result !== null && isNothing(result) && fn.id === 0) {
    const { statements } = fn.capture(() => passFinallys(fn, 0))
    const kept = protectOptional(fn, result, statements)
    fn.emit(...statements)
    return returnMissing(fn, kept, at)
  }
  if (result !== null && result.kind === 'object' && fn.id === 0) {
    passFinallys(fn, 0)
    return returnObject(fn, result, at)
  }
  const value = result === null || argument == null ? null : scalar(fn, result, argument)
  const { statements } = fn.capture(() => passFinallys(fn, 0))
  // It is made before them, whatever it throws; and one of them may leave with another one.
  const isMade = value !== null && value.kind !== 'const' && value.kind !== 'local' && statements.length > 0
  const kept = isMade ? fn.spill(value) : value && protect(fn, value, statements)
  fn.emit(...statements, { kind: 'return', value: kept, at })
}
