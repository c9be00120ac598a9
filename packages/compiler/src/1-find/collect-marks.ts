import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { Mark } from './mark.js'
import { joinReadings } from './option-set.js'
import { readJitDecorators } from './read-jit-decorators.js'
import { readMarkerComments } from './read-marker-comments.js'
import { readUseJit } from './read-use-jit.js'

/** The functions of one module that are marked where they are written. */
export interface Marks {
  readonly byFunction: ReadonlyMap<t.Node, Mark>
  /** About markers that mark nothing. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Collects what comments, directives and decorators mark; several on one function say their options together. */
export function collectMarks(module: ParsedModule): Marks {
  const functions = functionsOf(module)
  const forms = [
    readUseJit(module, functions),
    readMarkerComments(module, functions),
    readJitDecorators(module),
  ]
  const byFunction = new Map<t.Node, Mark>()
  for (const mark of forms.flatMap(form => form.marks)) {
    const { node } = mark.path
    byFunction.set(node, joinMarks(byFunction.get(node), mark))
  }
  return { byFunction, diagnostics: forms.flatMap(form => form.diagnostics) }
}

function joinMarks(first: Mark | undefined, second: Mark): Mark {
  if (first === undefined) return second
  return { ...second, reading: joinReadings([first.reading, second.reading]) }
}

function functionsOf(module: ParsedModule): readonly NodePath<t.Function>[] {
  const functions: NodePath<t.Function>[] = []
  module.program.traverse({
    Function(path) {
      functions.push(path)
    },
  })
  return functions
}
