import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isFunction, isFunctionValue, unwrap } from '../node-kinds.js'
import { bindingOf } from './bindings.js'
import type { Declared } from './imports.js'
import { declarationBehind, followBinding } from './imports.js'

// `jit(jit(f))` and constants that name functions are followed this far.
const maximumSteps = 8

// Options of `jit(fn, { … })` that make the wrapped function give other results than the plain one.
const changing: ReadonlySet<string> = new Set(['signature', 'signatures', 'fastmath', 'math'])

/** A function and the module its text stands in. */
export interface FoundFunction {
  readonly node: t.Function
  readonly module: ParsedModule
}

/**
 * The function a name always means, or `null`: a declaration, or a constant that holds a function, `jit(function)` or
 * another name of one (`const dot = vec3.dot`), of this module or of one it is imported from.
 */
export function functionBehind(
  module: ParsedModule,
  binding: Binding,
  steps = maximumSteps,
): FoundFunction | null {
  const declared = followBinding(module, binding)
  return steps === 0 ? null : functionDeclared(declared, steps)
}

/** The function an expression in callee position always means: a name, or `ns.name` of a namespace import. */
export function functionCalled(module: ParsedModule, callee: t.Node): FoundFunction | null {
  const declared = declarationBehind(module, callee)
  return declared && functionDeclared(declared)
}

/** The function a declaration always means, or `null`. */
export function functionDeclared(declared: Declared, steps = maximumSteps): FoundFunction | null {
  if (declared.kind === 'value') return functionIn(declared.module, declared.node, steps - 1)
  if (declared.kind !== 'binding') return null
  const { module, binding } = declared
  const { node } = binding.path
  if (!binding.constant) return null
  if (node.type === 'FunctionDeclaration') return { node, module }
  if (binding.kind === 'local' && isFunction(node)) return { node, module }
  if (node.type !== 'VariableDeclarator' || node.init == null || node.id !== binding.identifier) return null
  const init = unwrap(node.init)
  // Inside functions a name is given a function when its declaration runs.
  const isName = init.type === 'Identifier' || init.type === 'MemberExpression'
  if (isName && !binding.scope.path.isProgram()) return null
  return isName ? functionNamed(module, init, steps - 1) : functionIn(module, init, steps - 1)
}

/** `const dot = vec3.dot` gives a function of the project another name. */
function functionNamed(module: ParsedModule, name: t.Node, steps: number): FoundFunction | null {
  const declared = steps > 0 ? declarationBehind(module, name) : null
  return declared && functionDeclared(declared, steps)
}

function functionIn(module: ParsedModule, expression: t.Node, steps: number): FoundFunction | null {
  const node = unwrap(expression)
  if (isFunctionValue(node) || node.type === 'FunctionDeclaration') return { node, module }
  if (node.type !== 'CallExpression') return null
  const [target, options] = node.arguments
  if (target === undefined || !isJit(module, node.callee) || !keepsResults(options)) return null
  if (target.type !== 'Identifier') return functionIn(module, target, steps)
  const binding = bindingOf(module, target)
  return binding === undefined ? null : functionBehind(module, binding, steps)
}

/** Whether a callee is `jit` from hotpath, under whatever name it was imported. */
function isJit(module: ParsedModule, callee: t.Node): boolean {
  const node = unwrap(callee)
  const isMember = node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier'
  const name = isMember ? unwrap(node.object) : node
  if (name.type !== 'Identifier') return false
  const specifier = bindingOf(module, name)?.path
  const declaration = specifier?.parent
  if (declaration?.type !== 'ImportDeclaration' || declaration.source.value !== 'hotpath') return false
  if (isMember)
    return specifier?.node.type === 'ImportNamespaceSpecifier' && propertyName(node.property) === 'jit'
  return specifier?.node.type === 'ImportSpecifier' && propertyName(specifier.node.imported) === 'jit'
}

function keepsResults(options: t.Node | undefined): boolean {
  if (options === undefined) return true
  const node = unwrap(options)
  if (node.type !== 'ObjectExpression') return false
  return node.properties.every(property => {
    const isPlain = property.type === 'ObjectProperty' && !property.computed
    return isPlain && !changing.has(propertyName(property.key) ?? 'signature')
  })
}

function propertyName(node: t.Node): string | null {
  if (node.type === 'Identifier') return node.name
  return node.type === 'StringLiteral' ? node.value : null
}
