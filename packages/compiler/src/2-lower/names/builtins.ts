import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isTypedArray } from '../../ir/types.js'
import { unwrap } from '../node-kinds.js'
import { bindingOf, declaratorOf, homeOf, isUsedAtHome, isUsedTooEarly } from './bindings.js'
import { followBinding } from './imports.js'

/** Numbers that have a name in JavaScript. */
export const namedNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'Math.E': Math.E,
  'Math.LN10': Math.LN10,
  'Math.LN2': Math.LN2,
  'Math.LOG10E': Math.LOG10E,
  'Math.LOG2E': Math.LOG2E,
  'Math.PI': Math.PI,
  'Math.SQRT1_2': Math.SQRT1_2,
  'Math.SQRT2': Math.SQRT2,
  'Number.EPSILON': Number.EPSILON,
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.MAX_VALUE': Number.MAX_VALUE,
  'Number.MIN_VALUE': Number.MIN_VALUE,
  'Number.NaN': Number.NaN,
  'Number.POSITIVE_INFINITY': Number.POSITIVE_INFINITY,
  'Number.NEGATIVE_INFINITY': Number.NEGATIVE_INFINITY,
}

const otherGlobals: ReadonlySet<string> = new Set([
  'Math',
  'Number',
  'Boolean',
  'BigInt',
  'DataView',
  'Object',
  'Array',
  'Date',
  'performance',
  'console',
  'String',
  'parseFloat',
  'isNaN',
  'isFinite',
])

// Aliases of aliases are followed this far, which also ends a circle (`const a = b; const b = a`).
const aliasSteps = 8

/**
 * The built-in an expression means (`Math.sin`, `Number`, `Float64Array.of`), or `null`. Shadowed names mean nothing;
 * `const { sin } = Math` and `const sin = Math.sin` are seen through.
 */
export function builtinName(module: ParsedModule, expression: t.Node, steps = aliasSteps): string | null {
  const node = unwrap(expression)
  if (node.type === 'Identifier') {
    const binding = bindingOf(module, node)
    if (binding !== undefined) return steps > 0 ? aliasedBuiltin(module, binding, node, steps - 1) : null
    const isBuiltin =
      otherGlobals.has(node.name) || Object.hasOwn(namedNumbers, node.name) || isTypedArray(node.name)
    return isBuiltin ? node.name : null
  }
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null
  const owner = builtinName(module, node.object, steps)
  const hasMembers = owner !== null && (otherGlobals.has(owner) || isTypedArray(owner))
  return hasMembers ? `${owner}.${node.property.name}` : null
}

function aliasedBuiltin(
  module: ParsedModule,
  binding: Binding,
  use: t.Identifier,
  steps: number,
): string | null {
  const isLocal = homeOf(binding) !== null
  if (isLocal && (isUsedTooEarly(binding, use) || !isUsedAtHome(binding, use))) return null
  const declared = followBinding(module, binding)
  if (declared.kind === 'value') return builtinName(declared.module, declared.node, steps)
  const declarator = declared.kind === 'binding' ? declaratorOf(declared.binding) : null
  if (declared.kind !== 'binding' || declarator?.init == null || declared.binding.kind !== 'const')
    return null
  const source = builtinName(declared.module, declarator.init, steps)
  if (source === null || declarator.id.type === 'Identifier') return source
  const property = destructuredProperty(declarator.id, declared.binding.identifier)
  return property === null || !otherGlobals.has(source) ? null : `${source}.${property}`
}

/** The property `name` comes from in `const { property: name } = …`. */
function destructuredProperty(pattern: t.Node, name: t.Identifier): string | null {
  if (pattern.type !== 'ObjectPattern') return null
  for (const property of pattern.properties) {
    if (property.type !== 'ObjectProperty' || property.value !== name || property.computed) continue
    return property.key.type === 'Identifier' ? property.key.name : null
  }
  return null
}
