import type { Binding, NodePath, Scope } from '@babel/traverse'
import type * as t from '@babel/types'
import type { MarkedFunction } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import { bindingOf, declaratorOf, homeOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { constantTable } from '../names/constant-tables.js'
import { functionBehind } from '../names/find-function.js'
import { isSetByHead } from './set-by-head.js'

/** A loop that might be compiled without the rest of its function. */
export interface LiftableLoop {
  /** The whole statement, labels included. */
  readonly at: SourceRange
  readonly node: t.Statement
  /** Where the statement stands. */
  readonly scope: Scope
  /** Variables of the function that the loop needs. */
  readonly variables: readonly LoopVariable[]
  /** Those to which it gives their first value and which others read. */
  readonly writeOnly: readonly Binding[]
}

export interface LoopVariable {
  readonly binding: Binding
  readonly isWritten: boolean
}

/**
 * The outermost loops of a function with what goes into them and comes out. Left out are those that leave the function
 * (`return`), and everything in functions whose variables have other names, too (`arguments`, `eval`).
 */
export function findLoops(marked: MarkedFunction): readonly LiftableLoop[] {
  const { path, module } = marked
  const { start, end } = path.node
  if (/\b(?:arguments|eval)\b/.test(module.source.slice(start ?? 0, end ?? 0))) return []
  // First found, then looked into: a traversal inside another one would take back what that one skips.
  const loops: NodePath<t.Loop>[] = []
  path.get('body').traverse({
    Function: inner => inner.skip(),
    Loop(loop) {
      loop.skip()
      loops.push(loop)
    },
  })
  return loops.filter(loop => !returns(loop)).map(loop => describe(marked, withLabels(loop)))
}

/** Labels belong to the loop they name. */
function withLabels(loop: NodePath<t.Loop>): NodePath<t.Statement> {
  let path: NodePath<t.Statement> = loop
  while (path.parentPath?.isLabeledStatement()) path = path.parentPath
  return path
}

function returns(loop: NodePath<t.Loop>): boolean {
  let found = false
  loop.traverse({
    Function: inner => inner.skip(),
    ReturnStatement() {
      found = true
    },
  })
  return found
}

function describe(marked: MarkedFunction, path: NodePath<t.Statement>): LiftableLoop {
  const { module } = marked
  const { node } = path
  const [start, end] = [node.start ?? 0, node.end ?? 0]
  const isInside = (other: t.Node) => (other.start ?? 0) >= start && (other.end ?? 0) <= end
  const used = new Set<Binding>()
  path.traverse({
    Identifier({ node: name }) {
      const binding = bindingOf(module, name)
      if (binding !== undefined && homeOf(binding) === marked.path.node) used.add(binding)
    },
  })
  const isOwn = (binding: Binding) =>
    isInside(binding.identifier) || isFirstWrittenIn(binding, isInside) || isSetByHead(path, binding)
  const variables = [...used]
    .filter(binding => !isOwn(binding) && !standsForItself(marked, binding))
    .map(binding => ({ binding, isWritten: writes(binding).some(isInside) }))
  const writeOnly = [...used].filter(
    binding =>
      isOwn(binding) &&
      writes(binding).some(isInside) &&
      binding.referencePaths.some(use => !isInside(use.node)),
  )
  // Its own scope is the loop's; the glue is called around it.
  const { scope } = path.parentPath ?? path
  return { at: { file: module.file, start, end }, node, scope, variables, writeOnly }
}

/** Functions that are called, built-ins under another name and constant tables are not passed along. */
function standsForItself({ module }: MarkedFunction, binding: Binding): boolean {
  if (functionBehind(module, binding) !== null) return true
  const init = declaratorOf(binding)?.init
  if (init != null && binding.kind === 'const' && builtinName(module, init) !== null) return true
  return binding.kind !== 'var' && binding.constant && constantTable(module, binding).table !== null
}

/** `let i; for (i = 0; …)`: there is nothing in it that could be passed. Inference proves that nobody reads it before. */
function isFirstWrittenIn(binding: Binding, isInside: (node: t.Node) => boolean): boolean {
  const declarator = declaratorOf(binding)
  return declarator !== null && declarator.init == null && writes(binding).every(isInside)
}

/** Every place that gives a variable a value, its declaration included. */
function writes(binding: Binding): readonly t.Node[] {
  const declarator = declaratorOf(binding)
  const later = binding.constantViolations.map(({ node }) => node)
  return declarator?.init != null ? [declarator, ...later] : later
}
