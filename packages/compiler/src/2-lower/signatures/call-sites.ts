import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { declarationBehind } from '../names/imports.js'
import { outermost } from '../node-kinds.js'
import type { Alternatives } from './alternatives.js'
import { distinct } from './alternatives.js'
import { moduleScope } from './read-ts-type.js'
import { typeOfValue } from './read-value-type.js'

/** What the module shows of how a function is called. */
export interface CallSites {
  /** The types a parameter gets in calls of its module; empty where none shows any. */
  readonly typesOf: (position: number) => NonNullable<Alternatives>
  /** Other modules may call it too, or calls cannot all be seen. */
  readonly isOpen: boolean
}

/** Finds the calls of a function in its own module, through `jit(f)` and constants that hold it. */
export function findCallSites(module: ParsedModule, path: NodePath<t.Function>): CallSites {
  const calls: t.CallExpression[] = []
  const binding = bindingOfFunction(path)
  const isOpen = binding === null || !collect(module, binding, calls, new Set())
  const scope = moduleScope(module)
  return {
    isOpen,
    typesOf: position =>
      distinct(
        calls.flatMap(call => {
          const argument = call.arguments[position]
          return (argument && typeOfValue(scope, argument)) ?? []
        }),
      ),
  }
}

/** Notes the calls of a variable; whether nothing but calls is made of it. */
function collect(
  module: ParsedModule,
  binding: Binding,
  calls: t.CallExpression[],
  seen: Set<Binding>,
): boolean {
  if (seen.has(binding)) return true
  seen.add(binding)
  const closed = binding.referencePaths.map(path => {
    const use = outermost(path)
    const { parent, key, listKey } = use
    if (parent.type !== 'CallExpression') return false
    if (key === 'callee') {
      calls.push(parent)
      return true
    }
    const declared = declarationBehind(module, parent.callee)
    const isJit = listKey === 'arguments' && declared?.kind === 'hotpath' && declared.name === 'jit'
    const wrapper = isJit && use.parentPath ? bindingOfValue(use.parentPath) : null
    return wrapper !== null && collect(module, wrapper, calls, seen)
  })
  return closed.every(Boolean) && !binding.path.parentPath?.isExportDeclaration() && !isExported(binding)
}

function isExported({ path }: Binding): boolean {
  return path.parentPath?.parentPath?.isExportDeclaration() ?? false
}

/** The variable a function is called by, or `null`. */
function bindingOfFunction(path: NodePath<t.Function>): Binding | null {
  const { node } = path
  if (node.type === 'FunctionDeclaration') {
    return (node.id && path.parentPath?.scope.getBinding(node.id.name)) ?? null
  }
  return bindingOfValue(path)
}

/** The variable an expression is the value of, calls of `jit` around it included. */
function bindingOfValue(path: NodePath): Binding | null {
  const value = outermost(path)
  const { parent, parentPath } = value
  if (parent.type === 'CallExpression' && value.listKey === 'arguments' && value.key === 0 && parentPath) {
    return bindingOfValue(parentPath)
  }
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return null
  return value.scope.getBinding(parent.id.name) ?? null
}
