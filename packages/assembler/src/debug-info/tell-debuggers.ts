import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SourceMapSegment } from '@jridgewell/sourcemap-codec'
import { decode, encode } from '@jridgewell/sourcemap-codec'
import type { ProgramOrigins } from '../assembly.js'
import { renameFunctions } from './rename-functions.js'
import { customSection, joinSections, readSections, textBytes } from './wasm-sections.js'

const MAP_SECTION = 'sourceMappingURL'

/**
 * Puts into a module what debuggers ask for: functions by the names the user gave them, and a source map that leads to the
 * user's files, in a URL that holds it. `sourceMap` is asc's, to the lines of the program.
 */
export function tellDebuggers(wasm: Uint8Array, sourceMap: string, origins: ProgramOrigins): Uint8Array {
  const sections = readSections(wasm).flatMap(({ name, content, bytes }) => {
    if (name === MAP_SECTION) return []
    return name === 'name' ? [customSection(name, renameFunctions(content))] : [bytes]
  })
  const map = Buffer.from(JSON.stringify(composeMap(sourceMap, origins))).toString('base64')
  const url = textBytes(`data:application/json;base64,${map}`)
  // Behind the code: the offsets in it are what the map speaks of.
  return joinSections(wasm, [...sections, customSection(MAP_SECTION, url)])
}

/** From offsets in the module to the user's lines, by way of the program's. */
function composeMap(sourceMap: string, { sources, lines }: ProgramOrigins): object {
  const { mappings } = JSON.parse(sourceMap) as { readonly mappings: string }
  const segments = decode(mappings).flat()
  const composed = segments.flatMap(([offset, , line]): SourceMapSegment[] => {
    const origin = line === undefined ? null : (lines[line] ?? null)
    // What the helpers of every program do belongs to the line that needed it, which is the one before.
    return origin === null ? [] : [[offset, origin.source, origin.line, origin.column]]
  })
  return {
    version: 3,
    sources: sources.map(({ file }) => (isAbsolute(file) ? pathToFileURL(file).href : file)),
    sourcesContent: sources.map(({ text }) => text),
    names: [],
    mappings: encode([composed]),
  }
}
