import ts from 'typescript'
import type { ModuleGraph } from './module-graph.js'

/** The exports of a module. */
export type Library = Readonly<Record<string, unknown>>

/** Runs the modules of a graph in this realm, in the order they are imported, and gives the exports of one. */
export function runModules(
  graph: ModuleGraph,
  entry: string,
  provided: Readonly<Record<string, unknown>>,
): Library {
  const loaded = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    const { source, imports } = graph.get(file)!
    const require = (specifier: string): unknown => provided[specifier] ?? load(imports.get(specifier)!)
    const names = ['exports', 'require', 'module', 'global', 'Function']
    // Packages that publish themselves as a global would overwrite one another.
    const global = {}
    new Function(...names, toScript(source))(module.exports, require, module, global, functionOver(global))
    return module.exports
  }
  return load(entry) as Library
}

/** `Function` for code that makes functions out of text: they see these globals. */
function functionOver(globals: object): (...text: readonly string[]) => unknown {
  return (...text) => {
    const params = text.slice(0, -1).join(', ')
    const made = `return function (${params}) {\n${text.at(-1) ?? ''}\n}`
    return new Function(...Object.keys(globals), made)(...Object.values(globals))
  }
}

function toScript(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      alwaysStrict: true,
    },
  }).outputText
}
