import ts from 'typescript'

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
  const loaded = new Map<string, Record<string, unknown>>()
  const load = (specifier: string): unknown => {
    if (Object.hasOwn(imports, specifier)) return imports[specifier]
    const file = fileOf(specifier, { ...files, 'input.ts': source })
    if (file === null) throw new Error(`The module imports "${specifier}", which it was not given.`)
    const known = loaded.get(file)
    if (known !== undefined) return known
    const exported: Record<string, unknown> = {}
    loaded.set(file, exported)
    run(files[file] ?? '', exported, load)
    return exported
  }
  const exported: Record<string, unknown> = {}
  loaded.set('input.ts', exported)
  run(source, exported, load)
  return exported
}

function run(source: string, exported: Record<string, unknown>, load: (specifier: string) => unknown): void {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      experimentalDecorators: false,
    },
  })
  const [mistake] = diagnostics ?? []
  if (mistake) throw new SyntaxError(ts.flattenDiagnosticMessageText(mistake.messageText, '\n'))
  new Function('exports', 'require', outputText)(exported, load)
}
