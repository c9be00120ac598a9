import type { ImportRequest } from './abi/compiled-module.js'
import type { ParsedModule } from './ir/marked-function.js'
import type { ModuleResolver } from './ir/module-resolver.js'
import { parseModule } from './parse-module.js'

export type ModuleSources = ReadonlyMap<string, { readonly file: string; readonly source: string } | null>

/** The key of an import in `CompileInput.modules`. */
export function importKey(request: ImportRequest): string {
  return `${request.importer}\0${request.specifier}`
}

/** The modules a source imports, parsed on demand; those the host has not delivered yet are noted as missing. */
export class ImportedModules {
  private readonly asked = new Map<string, ImportRequest>()
  private readonly sources: ModuleSources
  private readonly parsed = new Map<string, ParsedModule | null>()

  constructor(sources: ModuleSources) {
    this.sources = sources
  }

  /** What the host has to resolve before the module can be compiled, each once. */
  get missing(): readonly ImportRequest[] {
    return [...this.asked.values()]
  }

  /** The text of a module that was read, by its file. */
  textOf(file: string): string {
    return this.parsed.get(file)?.source ?? ''
  }

  /** Makes a module that is parsed already what imports of its file lead to. */
  deliver(module: ParsedModule): void {
    this.parsed.set(module.file, module)
  }

  readonly resolve: ModuleResolver = (specifier, importer) => {
    const request = { specifier, importer }
    const source = this.sources.get(importKey(request))
    if (source === undefined) {
      this.asked.set(importKey(request), request)
      return null
    }
    if (source === null) return null
    const known = this.parsed.get(source.file)
    if (known !== undefined) return known
    const module = parseModule(source.source, source.file, this.resolve)
    this.parsed.set(source.file, module)
    return module
  }
}
