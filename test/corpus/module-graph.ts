import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** The modules of a package and of what it imports, by file. */
export type ModuleGraph = ReadonlyMap<string, ModuleNode>

/** One source file and where its imports lead. */
export interface ModuleNode {
  readonly source: string
  readonly imports: ReadonlyMap<string, string>
}

/** Reads every module reachable from a file. */
export function readModuleGraph(entry: string): ModuleGraph {
  const graph = new Map<string, ModuleNode>()
  const waiting = [realpathSync(entry)]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (graph.has(file)) continue
    const source = readFileSync(file, 'utf8')
    const specifiers = ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName)
    const imports = new Map(specifiers.map(specifier => [specifier, findModule(specifier, file)]))
    graph.set(file, { source, imports })
    waiting.push(...imports.values())
  }
  return graph
}

function findModule(specifier: string, importer: string): string {
  const folder = dirname(importer)
  if (specifier.startsWith('.')) return realpathSync(join(folder, specifier))
  for (let above = folder; ; above = dirname(above)) {
    const path = join(above, 'node_modules', specifier)
    if (existsSync(path)) return realpathSync(join(path, entryOf(path)))
    if (above === dirname(above))
      throw new Error(`${importer} imports "${specifier}", which is not installed.`)
  }
}

function entryOf(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly module?: string
    readonly main?: string
  }
  return about.module ?? about.main ?? 'index.js'
}
