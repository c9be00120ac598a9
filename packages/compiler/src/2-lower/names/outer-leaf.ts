import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { LeafRoot } from '../../ir/leaf.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isWhole } from '../../ir/signature.js'
import { isArray, nestedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import { outermost, unwrap } from '../node-kinds.js'
import type { KnownParam } from '../signatures/known-param.js'
import { moduleScope, readTsType } from '../signatures/read-ts-type.js'
import { typeOfValue } from '../signatures/read-value-type.js'
import { bindingOf, declaratorOf } from './bindings.js'
import { evaluateConstant } from './constants.js'
import type { Declared } from './imports.js'
import { followBinding } from './imports.js'
import { isSettled } from './settled-arrays.js'

/**
 * The local of a variable that stands outside the kernel and is no constant: the glue reads it before every call and
 * checks that it has the type it is taken for. Refuses with `otherwise` where the glue cannot name it, or where nothing
 * says what it holds.
 */
export function outerLeaf(
  fn: FunctionContext,
  binding: Binding,
  name: t.Identifier,
  otherwise: Diagnostic,
): LocalId {
  return fn.localOf(binding, () => {
    const reach = reachOf(fn, binding)
    const declared = followBinding(fn.module, binding)
    const known =
      reach && typeOf(fn, declared.kind === 'binding' ? declared : { module: fn.module, binding }, name)
    if (!reach || !known) return refuse(otherwise)
    const at = fn.at(name)
    const isFilled = isArray(known.type) && reach === 'module' && isSettled(fn.module, binding)
    const isFixed = isArray(known.type) ? isFilled : keepsValue(declared)
    const root: LeafRoot = {
      ...{ kind: 'outer', name: name.name, isFixed },
      ...(reach === 'module' ? { reach, isSettled: isFilled } : { reach }),
    }
    return { name: name.name, ...known, origin: 'param', source: { root, path: [] }, at }
  })
}

/** From where the variable can be named: by the glue at the end of the module, or only inside the marked function. */
function reachOf(fn: FunctionContext, binding: Binding): 'module' | 'around' | null {
  const { path, marker, site } = fn.kernel.marked
  // With `jit(imported)`, and in imported helpers, the glue stands in another module than the variable.
  if (marker.file !== fn.module.file || !isVariable(binding)) return null
  if (binding.scope.path.isProgram()) return 'module'
  const { name } = binding.identifier
  const isVisible = path.scope.parent?.getBinding(name) === binding && path.scope.getBinding(name) === binding
  return isVisible && site.kind !== 'jit-call' ? 'around' : null
}

/** Whether nothing is assigned to a variable but what it begins with, which it has where its type has been checked. */
function keepsValue(declared: Declared): boolean {
  if (declared.kind !== 'binding' || !declared.binding.constant) return false
  const { kind } = declared.binding
  // In sloppy code, `arguments[0]` is the parameter itself.
  return kind === 'param' ? declared.module.program.node.sourceType === 'module' : kind !== 'var'
}

function isVariable({ kind, path }: Binding): boolean {
  if (kind === 'module') return path.isImportSpecifier() || path.isImportDefaultSpecifier()
  return kind === 'let' || kind === 'const' || kind === 'var' || kind === 'param'
}

/** What the variable is taken for: its annotation, what it starts with, else a number. */
function typeOf(
  fn: FunctionContext,
  { module, binding }: { readonly module: ParsedModule; readonly binding: Binding },
  name: t.Identifier,
): KnownParam | null {
  const { typeAnnotation } = binding.identifier
  if (typeAnnotation?.type === 'TSTypeAnnotation') {
    const types = readTsType(module, fn.kernel.marked.path.node, typeAnnotation.typeAnnotation)
    const [only, ...others] = types ?? []
    if (types === null || others.length > 0) return null
    if (only) return isWhole(only) ? only : null
  }
  const declarator = declaratorOf(binding)
  if (declarator && declarator.id !== binding.identifier) return null
  const init = declarator?.init ? unwrap(declarator.init) : null
  const value = init && evaluateConstant(module, init)
  // `typeof` of a constant is one of these.
  if (value != null) return { type: typeof value as 'number' | 'bigint' | 'boolean' }
  const made =
    init?.type === 'NewExpression' || init?.type === 'CallExpression' ? arrayMadeBy(module, init) : null
  if (made !== null || init?.type === 'NewExpression') return made
  if (init?.type === 'ArrayExpression') return ordinaryArray(module, init)
  if (init && noNumbers.has(init.type)) return null
  const use = bindingOf(fn.module, name)?.referencePaths.find(path => path.node === name)
  return use && isUsedAsObject(use) ? null : { type: 'number' }
}

/** `new Float64Array(n)`, `alloc(Float64Array, n)`, `Float64Array.from(xs)` */
function arrayMadeBy(module: ParsedModule, init: t.Expression): KnownParam | null {
  const [only, ...others] = typeOfValue(moduleScope(module), init) ?? []
  if (only === undefined || others.length > 0 || !isWhole(only)) return null
  return isArray(only.type) ? { type: only.type } : null
}

/** `[1, 2]`, `[true]` and arrays of such; what an empty one is going to hold, only an annotation says. */
function ordinaryArray(module: ParsedModule, { elements }: t.ArrayExpression): KnownParam | null {
  const rows = elements.flatMap(row => (row?.type === 'ArrayExpression' ? [ordinaryArray(module, row)] : []))
  const [first] = rows
  if (first && rows.length === elements.length) {
    const type = nestedArray(first.type)
    return type && rows.every(row => row?.type === first.type) ? { type } : null
  }
  const kinds = new Set(elements.map(element => element && typeof evaluateConstant(module, element)))
  const [kind] = kinds
  if (kinds.size !== 1) return null
  return kind === 'number' || kind === 'boolean' ? { type: `${kind}[]` } : null
}

const noNumbers: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassExpression',
  'FunctionExpression',
  'ObjectExpression',
  'RegExpLiteral',
  'StringLiteral',
  'TemplateLiteral',
])

function isUsedAsObject(use: NodePath): boolean {
  const { parent, key } = outermost(use)
  return (parent.type === 'MemberExpression' && key === 'object') || key === 'callee'
}
