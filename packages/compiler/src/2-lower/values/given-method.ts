import type { LeafSource, MethodLeaf } from '../../ir/leaf.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { classBehind } from '../names/class-behind.js'
import { isClass } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { classMethod } from './class-members.js'
import type { ClassValue, FunctionValue, ObjectValue } from './value.js'

const self: LeafSource = { root: { kind: 'this' }, path: [] }

/** A private name that no class has before it is given one. */
const addedName = '#hotpath'

/**
 * A method or getter of the class that a marked method stands in, read from the `this` that it was called on. The glue
 * checks that it is neither overridden nor replaced there. `undefined` where the class declares none of this name.
 */
export function givenMethod(
  fn: FunctionContext,
  object: ObjectValue,
  kind: 'method' | 'get',
  name: string,
  at: SourceRange,
): FunctionValue | undefined {
  const { marked, receiver, methods } = fn.kernel
  const node = marked.path.parentPath?.parent
  if (object !== receiver || node === undefined || !isClass(node)) return undefined
  const own: ClassValue = {
    kind: 'class',
    node,
    module: marked.module,
    name: node.id?.name ?? '',
    frame: null,
  }
  const method = classMethod(fn, own, kind, name)
  if (method === undefined) return undefined
  if ('decorators' in method.node && (method.node.decorators?.length ?? 0) > 0) {
    return unsupported(method.node, at, `A ${nameOfKind[kind]} with decorators`)
  }
  methods.set(`${kind} ${name}`, leafOf(fn, method, own, kind, at))
  return method
}

const nameOfKind = { method: 'method', get: 'getter' } as const

function leafOf(
  fn: FunctionContext,
  method: FunctionValue,
  own: ClassValue,
  kind: 'method' | 'get',
  at: SourceRange,
): MethodLeaf {
  const { name } = method
  const isOwn = method.home?.node === own.node
  if (name.startsWith('#')) {
    if (!isOwn) return unsupported(method.node, at, 'A private method of another class')
    return { kind: 'private', of: self, name, owner: fn.at(own.node.body), brand: brandOf(name, null) }
  }
  const owner = method.home === undefined ? null : bodyOf(fn, method.home)
  if (owner === null)
    return unsupported(
      method.node,
      at,
      `A ${nameOfKind[kind]} of a class that is no declaration at the top of this module, or is used for more than \`new\` and \`extends\`,`,
    )
  if (kind === 'method') return { kind, of: self, name, owner }
  if (!isOwn) return unsupported(method.node, at, 'A getter of a class that this one extends')
  return { kind: 'getter', of: self, name, owner, brand: ownBrand(own.node, owner, fn, at) }
}

/**
 * A proxy answers a read as it likes, whatever getters there are, but private names it has none. A class that extends
 * another may meet an object twice, which takes no private name twice.
 */
function ownBrand(
  node: ClassValue['node'],
  owner: SourceRange,
  fn: FunctionContext,
  at: SourceRange,
): LeafSource {
  for (const member of node.body.body) {
    const isPrivate = member.type === 'ClassPrivateProperty' || member.type === 'ClassPrivateMethod'
    if (isPrivate && !member.static) return brandOf(`#${member.key.id.name}`, null)
  }
  if (node.superClass != null)
    return unsupported(fn.node, at, 'A getter of a class that extends another and has nothing private')
  return brandOf(addedName, owner)
}

function brandOf(name: string, addTo: SourceRange | null): LeafSource {
  return { root: { kind: 'brand', name, addTo }, path: [] }
}

/** Where the body of a class stands that is made once, and that its module does not change; `null` of any other. */
function bodyOf(fn: FunctionContext, { node, module }: ClassValue): SourceRange | null {
  const binding = node.id == null ? undefined : module.program.scope.getOwnBinding(node.id.name)
  if (binding === undefined || module !== fn.kernel.marked.module) return null
  if (classBehind(binding) !== node) return null
  return fn.at(node.body)
}
