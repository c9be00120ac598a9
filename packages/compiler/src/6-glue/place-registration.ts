import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { MarkedFunction } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { EditList } from './edit-list.js'
import type { GlueNames } from './glue-names.js'
import { inferredName } from './inferred-name.js'
import type { ModuleNotes } from './module-notes.js'
import type { PlaceMarks } from './place-marks.js'
import { endOf, placeAtStart, startOf } from './place-prologue.js'

/** What the sites of one module share. */
export interface GlueParts {
  readonly edits: EditList
  readonly names: GlueNames
  readonly notes: ModuleNotes
  readonly places: PlaceMarks
  /** Statements for the head of the module, where its function declarations already exist. */
  readonly head: string[]
  /** Functions for the end of the module. */
  readonly functions: string[]
  /** Name of the function that registers an object's method and gives the object back; declared if it is asked for. */
  readonly member: () => string
}

/** Registers a function with its kernel state, so that `inspect` finds it, in the way its site asks for. */
export function placeRegistration(parts: GlueParts, marked: MarkedFunction, state: string): void {
  const { edits, names, head } = parts
  const { site, path, marker } = marked
  const register = `${names.runtime}.register`
  if (isDecorated(marked)) return replaceDecorator(parts, marker, state)
  switch (site.kind) {
    case 'declaration':
      if (isTopLevel(path)) head.push(`${register}(${site.name}, ${state})`)
      else if (path.parent.type !== 'BlockStatement') {
        edits.close(endOf(path.node), `; ${register}(${site.name}, ${state});`)
      } else placeAtStart(edits, path.parent, `${register}(${site.name}, ${state});`)
      return
    case 'default-export': {
      const name = names.claim('default')
      edits.open(startOf(path.node) + 'function'.length, ` ${name}`)
      head.push(`${register}(${name}, ${state}, "default")`)
      return
    }
    case 'expression':
      return wrapExpression(edits, path, register, state)
    case 'object-method':
      edits.open(startOf(path.parent), `${parts.member()}(`)
      edits.close(endOf(path.parent), `, ${JSON.stringify(site.key)}, ${state})`)
      return
    case 'class-method': {
      const holder = site.isStatic ? 'this' : 'this.prototype'
      const call = `${parts.member()}(${holder}, ${JSON.stringify(site.key)}, ${state})`
      edits.open(site.classBody.start + 1, ` static { ${call} }`)
      return
    }
    case 'jit-call':
      throw new Error('6-glue: a jit call is wrapped, not registered')
  }
}

/** Whether its marker is a decorator, which has to be replaced in any case. */
export function isDecorated({ marker, module }: MarkedFunction): boolean {
  return module.source[marker.start] === '@'
}

/** Declared at the top level of its module, exported or not. */
function isTopLevel({ parentPath }: NodePath): boolean {
  const holder = parentPath?.isExportDeclaration() ? parentPath.parentPath : parentPath
  return holder?.isProgram() ?? false
}

/** The decorator's place among others is what the user chose, so that the order in which they apply stays. */
function replaceDecorator({ edits, names, functions }: GlueParts, marker: SourceRange, state: string): void {
  const name = names.claim('decorator')
  edits.replace(marker.start, marker.end, `@${name}`)
  // Standard decorators get the method, legacy ones its descriptor as third argument.
  functions.push(
    `function ${name}(fn, _, slot) {\n  ${names.runtime}.register(slot ? slot.value : fn, ${state})\n}`,
  )
}

/** Inside the call the engine infers no name, so it is passed along; where it is not known, the function is left alone. */
function wrapExpression(edits: EditList, path: NodePath<t.Function>, register: string, state: string): void {
  const name = inferredName(path)
  if (typeof name === 'object' && name !== null) return
  const more = name === null ? '' : `, ${JSON.stringify(name)}`
  // As the callee of `new` the call would be taken for the constructor.
  const [open, close] = path.parent.type === 'NewExpression' ? ['(', ')'] : ['', '']
  edits.open(startOf(path.node), `${open}/* @__PURE__ */ ${register}(`)
  edits.close(endOf(path.node), `, ${state}${more})${close}`)
}
