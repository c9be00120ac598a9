import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { FunctionContext } from '../function-context.js'
import { resolveName } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import type { ClassValue } from './value.js'
import { isSameValue } from './value.js'

// A class cannot extend itself, but half-written code can say so.
const longestLine = 32

/** The class that a class extends, or `null`; refuses what is no class of the user's that lowering can see. */
export function parentOf(fn: FunctionContext, { node, module, frame }: ClassValue): ClassValue | null {
  if (node.superClass == null) return null
  const name = unwrap(node.superClass)
  const resolve = () => {
    const at = fn.at(node)
    if (name.type !== 'Identifier') return unsupported(name, at, 'A class that extends what is no name')
    const meaning = resolveName(fn, name)
    const isClass = meaning.kind === 'static' && meaning.value.kind === 'class'
    return isClass ? meaning.value : unsupported(name, at, `A class that extends \`${name.name}\``)
  }
  return fn.within(module, () => (frame === null ? resolve() : fn.inFrame(frame, resolve)))
}

/** A class and all that it extends, itself first. */
export function* lineOf(fn: FunctionContext, cls: ClassValue): Generator<ClassValue> {
  let length = 0
  // Whoever finds what it looks for asks for no more: the rest may be out of sight.
  for (let next: ClassValue | null = cls; next !== null; next = parentOf(fn, next)) {
    if (length === longestLine) refuse(diagnose('lower/inline-recursion', fn.at(cls.node), cls.name))
    length++
    yield next
  }
}

/** Whether instances of one class are instances of another. */
export function extendsClass(fn: FunctionContext, cls: ClassValue, other: ClassValue): boolean {
  return [...lineOf(fn, cls)].some(own => isSameValue(own, other))
}

/** The names after `#` that a class declares. */
export function privateNames({ node }: ClassValue): readonly string[] {
  return node.body.body.flatMap(member =>
    member.type === 'ClassPrivateProperty' || member.type === 'ClassPrivateMethod'
      ? [nameOf(member.key)]
      : [],
  )
}

function nameOf({ id }: t.PrivateName): string {
  return id.name
}
