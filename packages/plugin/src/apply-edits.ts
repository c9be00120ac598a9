import type { Edit } from '@hotpath/compiler'
import type { DecodedSourceMap } from 'magic-string'
import MagicString, { SourceMap } from 'magic-string'
import type { BuiltModule, ModuleSource } from './built-module.js'

/**
 * The text with edits in it, and the map from there to what it was made of. `read` are the other modules that kernels hold
 * code from. Both are `null` where there is nothing to edit.
 */
export function applyEdits(
  module: ModuleSource,
  edits: readonly Edit[],
  read: readonly ModuleSource[],
): Pick<BuiltModule, 'code' | 'map'> {
  if (edits.length === 0) return { code: null, map: null }
  const text = new MagicString(module.source)
  for (const { start, end, text: replacement } of edits) {
    if (start === end) text.appendLeft(start, replacement)
    else if (replacement === '') text.remove(start, end)
    else text.update(start, end, replacement)
  }
  const code = text.toString()
  const { names, mappings } = text.generateDecodedMap({ hires: 'boundary' })
  const others = read.filter(({ file }) => file !== module.file)
  const sources = [module, ...usedIn(edits, others)]
  const decoded = {
    file: module.file,
    sources: sources.map(({ file }) => file),
    sourcesContent: sources.map(({ source }) => source),
    names,
    mappings: withPlaces(mappings, code, edits, sources),
  }
  const { mappings: encoded } = new SourceMap(decoded)
  return {
    code,
    map: {
      version: 3,
      sources: decoded.sources,
      sourcesContent: decoded.sourcesContent,
      names,
      mappings: encoded,
    },
  }
}

function usedIn(edits: readonly Edit[], others: readonly ModuleSource[]): readonly ModuleSource[] {
  const named = new Set(edits.flatMap(({ places = [] }) => places.map(({ at }) => at.file)))
  return others.filter(({ file }) => named.has(file))
}

type Mappings = DecodedSourceMap['mappings']

/**
 * The mappings, and those of the places that inserted texts stand for. The rest of what is inserted behind the user's text
 * stands for nothing, which is said, as some readers of maps take the last place there was.
 */
function withPlaces(
  mappings: Mappings,
  code: string,
  edits: readonly Edit[],
  sources: readonly ModuleSource[],
): Mappings {
  const all = mappings.map(line => [...line])
  const add = (offset: number, segment: readonly number[]) => {
    const [line, column] = placeIn(code, offset)
    while (all.length <= line) all.push([])
    all[line]?.push([column, ...segment] as Mappings[number][number])
  }
  let moved = 0
  for (const { start, end, text, places = [] } of edits) {
    if (text.startsWith('\n')) add(start + moved + 1, [])
    for (const { offset, length, at } of places) {
      const source = sources.findIndex(({ file }) => file === at.file)
      if (source === -1) continue
      add(start + moved + offset, [source, ...placeIn(sources[source]?.source ?? '', at.start)])
      add(start + moved + offset + length, [])
    }
    moved += text.length - (end - start)
  }
  return all.map(line => line.sort(([a], [b]) => a - b))
}

/** Line and column from 0, as maps count them: only `\n` ends a line. */
function placeIn(text: string, offset: number): readonly [line: number, column: number] {
  const before = text.slice(0, offset).split('\n')
  return [before.length - 1, before.at(-1)?.length ?? 0]
}
