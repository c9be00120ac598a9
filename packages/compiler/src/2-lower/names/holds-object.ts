import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { outermost, unwrap } from '../node-kinds.js'
import { bindingOf, declaratorOf } from './bindings.js'
import { builtinName } from './builtins.js'
import { functionCalled } from './find-function.js'
import { isUsedAsList } from './list-uses.js'
import { absentValue, isAsked } from './may-hold-nothing.js'
import { mayGiveNoValue, returnsOf } from './returns.js'

/** What values of an expression or a variable may be, as it is written. */
interface Kinds {
  readonly isObject: boolean
  readonly absent: 'undefined' | 'null' | null
}

const neither: Kinds = { isObject: false, absent: null }

/**
 * What a `let` is where it holds no object, if it holds an object on some paths and `undefined` or `null` on others;
 * `null` for any other variable.
 */
export function mayHoldNoObject(module: ParsedModule, binding: Binding): 'undefined' | 'null' | null {
  const { isObject, absent } = kindsOf(module, binding, new Set())
  return isObject ? absent : null
}

function kindsOf(module: ParsedModule, binding: Binding, seen: Set<t.Node>): Kinds {
  const declarator = declaratorOf(binding)
  const isPlain =
    declarator?.id === binding.identifier && (binding.kind === 'let' || binding.kind === 'const')
  if (!isPlain || seen.has(declarator) || binding.path.parentPath?.parentPath?.isForXStatement())
    return neither
  seen.add(declarator)
  const { init } = declarator
  const written = binding.constantViolations.flatMap(({ node }) =>
    node.type === 'AssignmentExpression' && node.operator === '=' && unwrap(node.left).type === 'Identifier'
      ? [node.right]
      : [],
  )
  const values = [...(init == null ? [] : [init]), ...written]
  const bare: Kinds = {
    isObject: false,
    absent: init == null && isAsked(module, binding) ? 'undefined' : null,
  }
  const isTuple = !isUsedAsList(module, binding)
  const found = [bare, ...values.map(value => kindsIn(module, value, isTuple, seen))].reduce(either)
  return {
    ...found,
    isObject: found.isObject || binding.referencePaths.some(path => takesField(outermost(path))),
  }
}

/** `x.name`, which neither numbers nor arrays have. */
function takesField({ parent, key }: ReturnType<typeof outermost>): boolean {
  const isMember = parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression'
  if (!isMember || key !== 'object' || parent.computed || parent.property.type !== 'Identifier') return false
  return !ofArrays.has(parent.property.name)
}

const ofArrays: ReadonlySet<string> = new Set([
  ...['length', 'byteLength', 'byteOffset', 'buffer'],
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Object.getPrototypeOf(Float64Array.prototype)),
  ...Object.getOwnPropertyNames(String.prototype),
  ...Object.getOwnPropertyNames(Number.prototype),
])

function kindsIn(module: ParsedModule, value: t.Node, isTuple: boolean, seen: Set<t.Node>): Kinds {
  const node = unwrap(value)
  const absent = absentValue(module, node)
  if (absent !== null) return { isObject: false, absent }
  const inner = (part: t.Node) => kindsIn(module, part, isTuple, seen)
  switch (node.type) {
    case 'ObjectExpression':
      return { isObject: true, absent: null }
    case 'ArrayExpression':
      return { isObject: isTuple, absent: null }
    case 'NewExpression':
      return { isObject: builtinName(module, node.callee) === null, absent: null }
    case 'ConditionalExpression':
      return either(inner(node.consequent), inner(node.alternate))
    case 'LogicalExpression':
      return either(inner(node.left), inner(node.right))
    case 'Identifier': {
      const binding = bindingOf(module, node)
      return binding === undefined ? neither : kindsOf(module, binding, seen)
    }
    case 'CallExpression': {
      const found = functionCalled(module, unwrap(node.callee))
      return found === null || seen.has(found.node) ? neither : resultOf(found.module, found.node, seen)
    }
    default:
      return neither
  }
}

function resultOf(module: ParsedModule, node: t.Function, seen: Set<t.Node>): Kinds {
  seen.add(node)
  if (node.body.type !== 'BlockStatement') return kindsIn(module, node.body, true, seen)
  const given = returnsOf(node).map(({ argument }) =>
    argument == null ? neither : kindsIn(module, argument, true, seen),
  )
  const end: Kinds = { isObject: false, absent: mayGiveNoValue(node) ? 'undefined' : null }
  seen.delete(node)
  return [...given, end].reduce(either, neither)
}

function either(a: Kinds, b: Kinds): Kinds {
  return { isObject: a.isObject || b.isObject, absent: a.absent ?? b.absent }
}
