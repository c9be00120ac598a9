import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { classBehind } from '../names/class-behind.js'
import { isClass } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { classMethod } from './class-members.js'
import type { ClassValue, FunctionValue, ObjectValue } from './value.js'

/**
 * A method of the class that a marked method stands in, read from the `this` that it was called on. The glue checks that
 * it is neither overridden nor replaced there. `undefined` where the class declares none of this name.
 */
export function givenMethod(
  fn: FunctionContext,
  object: ObjectValue,
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
  const method = classMethod(fn, own, 'method', name)
  if (method === undefined) return undefined
  // Whether `this` has it, only code inside the class could ask.
  if (name.startsWith('#')) return unsupported(method.node, at, 'A private method of `this`')
  if ('decorators' in method.node && (method.node.decorators?.length ?? 0) > 0) {
    return unsupported(method.node, at, 'A method with decorators')
  }
  const owner = method.home === undefined ? null : bodyOf(fn, method.home)
  if (owner === null)
    return unsupported(
      method.node,
      at,
      'A method of a class that is no declaration at the top of this module, or is used for more than `new` and `extends`,',
    )
  methods.set(name, { of: { root: { kind: 'this' }, path: [] }, name, owner })
  return method
}

/** Where the body of a class stands that is made once, and that its module does not change; `null` of any other. */
function bodyOf(fn: FunctionContext, { node, module }: ClassValue): SourceRange | null {
  const binding = node.id == null ? undefined : module.program.scope.getOwnBinding(node.id.name)
  if (binding === undefined || module !== fn.kernel.marked.module) return null
  if (classBehind(binding) !== node) return null
  return fn.at(node.body)
}
