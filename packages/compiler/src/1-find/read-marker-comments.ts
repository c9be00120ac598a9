import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ParsedModule } from '../ir/marked-function.js'
import { anchorsOf } from './anchors.js'
import type { Mark, MarkReading } from './mark.js'
import { nameOf } from './mark-site.js'
import { markerCommentsOf } from './marker-comments.js'
import { joinReadings } from './option-set.js'
import { readOptionWords } from './read-option-words.js'

type FunctionPaths = readonly NodePath<t.Function>[]

/** Finds the function each marker comment stands directly before. */
export function readMarkerComments(module: ParsedModule, functions: FunctionPaths): MarkReading {
  const comments = markerCommentsOf(module)
  if (comments.length === 0) return { marks: [], diagnostics: [] }
  const byAnchor = mapAnchors(functions, module.source)
  const marks: Mark[] = []
  const diagnostics: Diagnostic[] = []
  for (const { at, options, target, isTrailing } of comments) {
    const path = isTrailing ? undefined : byAnchor.get(target)
    if (path === undefined) {
      const [word = ''] = /^(?:return|await|new)\b/.exec(module.source.slice(target, target + 7)) ?? []
      diagnostics.push(diagnose('find/misplaced-marker', at, word))
      continue
    }
    const name = nameOf(path)
    marks.push({ path, marker: at, reading: joinReadings(options.map(text => readOptionWords(text, name))) })
  }
  return { marks, diagnostics }
}

/** Which function a marker at some place marks. Functions come outside in, so an outer one keeps a shared place. */
function mapAnchors(functions: FunctionPaths, source: string): ReadonlyMap<number, NodePath<t.Function>> {
  const byAnchor = new Map<number, NodePath<t.Function>>()
  for (const path of functions) {
    for (const anchor of anchorsOf(path, source)) {
      if (!byAnchor.has(anchor)) byAnchor.set(anchor, path)
    }
  }
  return byAnchor
}
