import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ParsedModule } from '../ir/marked-function.js'
import { carriersOf } from './carriers.js'
import type { Mark, MarkReading } from './mark.js'
import { nameOf } from './mark-site.js'
import { rangeOf } from './node-range.js'
import { readOptionWords } from './read-option-words.js'

const marker = 'use jit'

/** Reads `"use jit"`: in a function it marks that function, at the head of a file all its top-level functions. */
export function readUseJit(module: ParsedModule, functions: readonly NodePath<t.Function>[]): MarkReading {
  // Read once, so that what is wrong in it is said once and not per function.
  const ofFile = readDirectives(module.program.node.directives, module, '')
  const marks = functions.flatMap(path => {
    const own = readDirectives(directivesOf(path.node), module, nameOf(path))
    const all = isTopLevel(path) ? [...ofFile, ...own] : own
    return all.map(directive => ({ path, ...directive }))
  })
  return { marks, diagnostics: misplacedIn(module) }
}

function readDirectives(
  directives: readonly t.Directive[],
  module: ParsedModule,
  name: string,
): readonly Omit<Mark, 'path'>[] {
  return directives.filter(isUseJit).map(directive => {
    const { file, start } = rangeOf(directive.value, module)
    const text = directive.value.value.slice(marker.length)
    const reading = readOptionWords({ text, file, start: start + '"'.length + marker.length }, name)
    return { marker: rangeOf(directive, module), reading }
  })
}

function isUseJit({ value }: t.Directive): boolean {
  return startsWithMarker(value.value)
}

function startsWithMarker(text: string): boolean {
  return text === marker || text.startsWith(`${marker} `)
}

function directivesOf({ body }: t.Function): readonly t.Directive[] {
  return body.type === 'BlockStatement' ? body.directives : []
}

/** A function declared at the top level of its file, or the whole value of a variable or export there. */
function isTopLevel(path: NodePath<t.Function>): boolean {
  const outermost = carriersOf(path).at(-1) ?? path
  const statement = outermost.isVariableDeclarator() ? outermost.parentPath : outermost
  const holder = statement.parentPath
  return holder?.isProgram() || (holder?.isExportNamedDeclaration() ?? false)
}

/** `"use jit"` after another statement is a string that does nothing, and looks as if it did. */
function misplacedIn(module: ParsedModule): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  module.program.traverse({
    ExpressionStatement({ node }) {
      const { expression } = node
      if (expression.type !== 'StringLiteral' || !startsWithMarker(expression.value)) return
      diagnostics.push(diagnose('find/misplaced-marker', rangeOf(node, module)))
    },
  })
  return diagnostics
}
