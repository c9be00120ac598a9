import { transformSync } from 'esbuild'

/** The exports of a module that was run. */
export type ModuleExports = Readonly<Record<string, unknown>>

/** Texts of further modules by file name, reached from each other by `./name`, with or without extension. */
export type ModuleFiles = Readonly<Record<string, string>>

/** The file a relative specifier leads to, or `null`. */
export function fileOf(specifier: string, files: ModuleFiles): string | null {
  const path = specifier.replace(/^\.\//, '').replace(/\.js$/, '')
  return [path, `${path}.ts`, `${path}.js`].find(name => Object.hasOwn(files, name)) ?? null
}

/**
 * Runs the text of a TypeScript module in this realm, with the given modules to import from, and gives its exports.
 * Modules of `files` run when they are first imported; to them, this one is `./input`.
 */
export function evaluateModule(
  source: string,
  imports: Readonly<Record<string, unknown>>,
  files: ModuleFiles = {},
): ModuleExports {
  const loaded = new Map<string, Module>()
  const load = (specifier: string): unknown => {
    if (Object.hasOwn(imports, specifier)) return imports[specifier]
    const file = fileOf(specifier, { ...files, 'input.ts': source })
    if (file === null) throw new Error(`The module imports "${specifier}", which it was not given.`)
    return (loaded.get(file) ?? start(file, files[file] ?? '')).exports
  }
  const start = (file: string, text: string): Module => {
    const module: Module = { exports: {} }
    loaded.set(file, module)
    new Function('module', 'exports', 'require', asCommonJs(text))(module, module.exports, load)
    return module
  }
  return start('input.ts', source).exports
}

interface Module {
  /** Replaced as soon as the module starts to run. */
  exports: Record<string, unknown>
}

function asCommonJs(source: string): string {
  try {
    return transformSync(source, { loader: 'ts', format: 'cjs', target: 'es2022', logLevel: 'silent' }).code
  } catch (cause) {
    throw new SyntaxError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
