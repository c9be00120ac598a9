import ts from 'typescript'

/** The exports of a module that was run. */
export type ModuleExports = Readonly<Record<string, unknown>>

/** Runs the text of a TypeScript module in this realm, with the given modules to import from, and gives its exports. */
export function evaluateModule(source: string, imports: Readonly<Record<string, unknown>>): ModuleExports {
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
  const exported: Record<string, unknown> = {}
  const require = (specifier: string): unknown => {
    if (!Object.hasOwn(imports, specifier))
      throw new Error(`The module imports "${specifier}", which it was not given.`)
    return imports[specifier]
  }
  new Function('exports', 'require', outputText)(exported, require)
  return exported
}
