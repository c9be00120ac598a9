import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { syntaxFix } from '../../diagnostics/syntax-fixes.js'
import type { LocalId } from '../../ir/expr.js'
import type { Table } from '../../ir/kernel.js'
import { tableType } from '../../ir/kernel.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import type { FunctionValue, StaticValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { bindingOf, declaratorOf, firstWrite, homeOf, isUsedTooEarly } from './bindings.js'
import { classBehind } from './class-behind.js'
import type { ConstantValue } from './constant-operators.js'
import { constantTable } from './constant-tables.js'
import { evaluateConstant, isWrittenOnce, moduleConstant } from './constants.js'
import type { FoundFunction } from './find-function.js'
import { functionBehind, functionDeclared } from './find-function.js'
import type { Declared } from './imports.js'
import { followBinding } from './imports.js'
import { outerLeaf } from './outer-leaf.js'

/** What a name means inside a compiled function. */
export type Meaning =
  | { readonly kind: 'variable'; readonly local: LocalId }
  | { readonly kind: 'static'; readonly value: StaticValue }
  | { readonly kind: 'table'; readonly local: LocalId; readonly table: Table }
  | { readonly kind: 'constant'; readonly value: ConstantValue }
  /** A module-level constant whose value only the engine knows, such as `Math.log(2)`. */
  | {
      readonly kind: 'expression'
      readonly module: ParsedModule
      readonly binding: Binding
      readonly init: t.Expression
    }

/** Finds out what a name that is read means; refuses what a compiled function cannot reach. */
export function resolveName(fn: FunctionContext, name: t.Identifier): Meaning {
  const binding = declarationOf(fn, name)
  const behind = functionBehind(fn.module, binding)
  if (behind !== null) return { kind: 'static', value: functionMeaning(fn, binding, behind, name) }
  if (homeOf(binding) === null) {
    const meaning = moduleMeaning(fn, binding, name)
    return 'code' in meaning ? { kind: 'variable', local: outerLeaf(fn, binding, name, meaning) } : meaning
  }
  const captured = capture(fn, binding, name)
  if (captured !== null) return { kind: 'variable', local: captured }
  checkReach(fn, binding, name)
  const place = fn.placeOf(binding)
  if (place !== undefined && isStatic(place)) {
    const proof = place.kind === 'object' ? place.life.proof : null
    // Read for nothing but inference, which refuses where it may have no value yet.
    if (proof !== null) fn.spill(fn.read(proof, fn.at(name)))
    return { kind: 'static', value: place }
  }
  const table = localTable(fn, binding)
  if (table !== null) return tableMeaning(fn, binding, table)
  return { kind: 'variable', local: variable(fn, binding) }
}

/** The local a name that is written means; refuses constants and everything outside the function. */
export function resolveTarget(fn: FunctionContext, name: t.Identifier): LocalId {
  return variable(fn, targetBinding(fn, name))
}

/** The variable a name that is written means; refuses constants and everything outside the function. */
export function targetBinding(fn: FunctionContext, name: t.Identifier): Binding {
  const binding = declarationOf(fn, name)
  const captured = homeOf(binding) === null ? outerTarget(fn, binding, name) : capture(fn, binding, name)
  if (captured !== null) return checkOuterWrite(fn, binding, name, captured)
  checkReach(fn, binding, name)
  const isDeclaration = binding.identifier === name
  const isFixed = binding.kind === 'const' || functionBehind(fn.module, binding) !== null
  if (isFixed && !isDeclaration) unsupported(name, fn.at(name), `Assigning to the constant \`${name.name}\``)
  return binding
}

/** The constant table a variable of this function is, or `null`: `const dx = [1, 0, -1, 0]`, only read. */
export function localTable(fn: FunctionContext, binding: Binding): Table | null {
  // A `var` is `undefined` until its declaration runs, wherever that stands.
  if (binding.kind === 'var' || !binding.constant) return null
  return constantTable(fn.module, binding).table
}

/** The declaration of a name, refusing globals. */
export function declarationOf(fn: FunctionContext, name: t.Identifier): Binding {
  const binding = bindingOf(fn.module, name)
  if (binding !== undefined) return binding
  const isSpecial = ['undefined', 'arguments', 'eval'].includes(name.name)
  if (isSpecial) unsupported(name, fn.at(name), `\`${name.name}\``)
  return refuse(diagnose('lower/unknown-name', fn.at(name), name.name, syntaxFix([name.name])))
}

/** The leaf of a variable of a function around the marked one, or `null`: it belongs to the kernel itself. */
function capture(fn: FunctionContext, binding: Binding, name: t.Identifier): LocalId | null {
  const { path } = fn.kernel.marked
  const home = homeOf(binding)
  const isAround = path.findParent(({ node }) => node === home) !== null
  if (!isAround) return null
  return outerLeaf(fn, binding, name, diagnose('lower/captured-variable', fn.at(name), name.name))
}

function outerTarget(fn: FunctionContext, binding: Binding, name: t.Identifier): LocalId {
  return outerLeaf(fn, binding, name, diagnose('lower/outside-write', fn.at(name), name.name))
}

/** Only the marked function itself can write a variable back, and only a number: an array is more than its elements. */
function checkOuterWrite(fn: FunctionContext, binding: Binding, name: t.Identifier, local: LocalId): Binding {
  const isFixed = binding.kind === 'const' || binding.kind === 'module'
  if (isFixed) unsupported(name, fn.at(name), `Assigning to the constant \`${name.name}\``)
  const type = fn.locals[local]?.type ?? 'dyn'
  if (fn.id !== 0 || isArray(type)) refuse(diagnose('lower/outside-write', fn.at(name), name.name))
  return binding
}

/** A function by its name: a declaration is there from the start of its scope, a constant once its line has run. */
function functionMeaning(
  fn: FunctionContext,
  binding: Binding,
  found: FoundFunction,
  name: t.Identifier,
): FunctionValue {
  const home = homeOf(binding)
  if (home === null) return moduleFunction(found, name.name)
  const { node } = found
  const isOwnName = binding.path.node === node && node.type === 'FunctionExpression'
  const isThere = node.type === 'FunctionDeclaration' || node === fn.node || isOwnName
  if (!isThere) checkReach(fn, binding, name)
  const frame = fn.homeFrame(binding)
  return { ...moduleFunction(found, name.name), frame: isOwnName ? (frame?.outer ?? null) : frame }
}

/** A function that stands outside every other one. */
export function moduleFunction({ node, module }: FoundFunction, name: string): FunctionValue {
  return { kind: 'function', node, module, name, frame: null, receiver: null }
}

/** Refuses a variable of a function that is not around, and one whose declaration has not run yet. */
function checkReach(fn: FunctionContext, binding: Binding, name: t.Identifier): void {
  const home = fn.homeFrame(binding)
  if (home === null) refuse(diagnose('lower/captured-variable', fn.at(name), name.name))
  const isOwn = home === fn.frame
  const isTooEarly = isOwn
    ? isUsedTooEarly(binding, name)
    : fn.placeOf(binding) === undefined || binding.scope.block.type === 'SwitchStatement'
  if (isTooEarly) refuse(diagnose('lower/used-before-declaration', fn.at(name), name.name))
}

/** The local of a variable that holds a number, boolean, bigint or array. */
export function variable(fn: FunctionContext, binding: Binding): LocalId {
  const { identifier, kind, path } = binding
  const isVariable = kind === 'param' || declaratorOf(binding) !== null
  if (!isVariable) unsupported(path.node, fn.at(identifier))
  return fn.localOf(binding, () => ({
    name: identifier.name,
    type: 'dyn',
    origin: 'variable',
    at: fn.at(identifier),
  }))
}

/** Says why the name of what is called means no function of its own, if anything is to be said but that. */
export function refuseCallee(fn: FunctionContext, binding: Binding, name: t.Identifier): void {
  if (homeOf(binding) === null) {
    const meaning = moduleMeaning(fn, binding, name)
    if ('code' in meaning) refuse(meaning)
    return
  }
  checkReach(fn, binding, name)
  variable(fn, binding)
}

function moduleMeaning(fn: FunctionContext, binding: Binding, name: t.Identifier): Meaning | Diagnostic {
  return constantMeaning(fn, followBinding(fn.module, binding), name, name.name)
}

/** What a constant outside every function means, in whatever module it stands; refuses what is none. */
export function declaredMeaning(fn: FunctionContext, declared: Declared, use: t.Node, name: string): Meaning {
  const meaning = constantMeaning(fn, declared, use, name)
  return 'code' in meaning ? refuse(meaning) : meaning
}

function constantMeaning(
  fn: FunctionContext,
  declared: Declared,
  use: t.Node,
  name: string,
): Meaning | Diagnostic {
  const at = fn.at(use)
  if (declared.kind === 'value') {
    const value = evaluateConstant(declared.module, declared.node)
    if (value !== undefined) return { kind: 'constant', value }
    return diagnose('lower/not-constant', at, name, notKnown)
  }
  if (declared.kind !== 'binding') return importProblem(declared, at, name)
  const { module, binding } = declared
  const found = functionDeclared(declared)
  if (found !== null) return { kind: 'static', value: moduleFunction(found, name) }
  const node = classBehind(binding)
  if (node !== null) return { kind: 'static', value: { kind: 'class', node, module, name, frame: null } }
  const written = firstWrite(binding)
  if (written !== null) {
    return diagnose(
      'lower/not-constant',
      at,
      name,
      `is written in line ${written}, so it is not constant`,
      'assigned',
    )
  }
  const value = moduleConstant(module, binding)
  if (value !== undefined) return { kind: 'constant', value }
  const answer = constantTable(module, binding)
  if (answer.table !== null && isWrittenOnce(binding)) return tableMeaning(fn, binding, answer.table)
  const init = declaratorOf(binding)?.init
  const isOwn = declaratorOf(binding)?.id === binding.identifier
  if (answer.table === null && answer.why === null && init && isOwn && isWrittenOnce(binding)) {
    return { kind: 'expression', module, binding, init }
  }
  return diagnose('lower/not-constant', at, name, (answer.table === null && answer.why) || notKnown)
}

const notKnown = 'has a value that is not known while building'

/** The local of a constant table. */
export function tableMeaning(fn: FunctionContext, binding: Binding, table: Table): Meaning {
  const local = fn.localOf(binding, () => ({
    name: table.name,
    type: tableType(table),
    origin: 'table',
    table: fn.kernel.tableId(binding, () => table),
    at: fn.at(binding.identifier),
  }))
  return { kind: 'table', local, table }
}

function importProblem(declared: Declared, at: SourceRange, name: string): Diagnostic {
  if (declared.kind === 'unread') {
    return diagnose('lower/imported-name', at, name, `'${declared.specifier}' could not be read`)
  }
  return diagnose('lower/imported-name', at, name, whyNot[declared.kind])
}

const whyNot = {
  binding: 'it has no value of its own',
  value: 'its value is not known while building',
  namespace: 'it is a whole module',
  hotpath: 'it belongs to the run time of hotpath',
  missing: 'the module it comes from does not export it',
}
