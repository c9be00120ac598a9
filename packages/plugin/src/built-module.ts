import type { CompilerOptions, Diagnostic, ImportStyle, Verdict } from '@hotpath/compiler'

/** A source module as it stands on disk. */
export interface ModuleSource {
  readonly file: string
  readonly source: string
}

export interface BuildInput extends ModuleSource {
  readonly options: CompilerOptions
  /** Module the glue imports the run time from. */
  readonly runtime: string
  /** How it does that. @default 'import' */
  readonly imports?: ImportStyle
  /** Marked functions are compiled, for their verdicts, and run as the JavaScript they are written in. @default false */
  readonly debug?: boolean
  /** Whether the development server may replace the module while it runs. @default false */
  readonly hot?: boolean
}

/** A source map, as plain data. */
export interface ModuleMap {
  readonly version: 3
  readonly sources: string[]
  readonly sourcesContent: string[]
  readonly names: string[]
  readonly mappings: string
}

/** A module with its marked functions compiled. */
export interface BuiltModule {
  /** The transformed text; `null` where nothing changed. */
  readonly code: string | null
  /** From `code` to the source it was made from. */
  readonly map: ModuleMap | null
  readonly verdicts: readonly Verdict[]
  readonly diagnostics: readonly Diagnostic[]
  /** Texts of every file a diagnostic may point into, by file; besides the module itself those it was built from. */
  readonly sources: ReadonlyMap<string, string>
  /** Size of the Wasm. */
  readonly bytes: number
  /** Its size as it ships, in base64, once that is compressed with gzip. */
  readonly gzip: number
  /** Whether the Wasm came from the cache; `null` where there is none. */
  readonly cached: boolean | null
}

/** What an import turned out to be, as the host said it. */
export interface ImportAnswer {
  readonly specifier: string
  readonly importer: string
  /** `null`: the host does not find it. */
  readonly module: ModuleSource | null
}

/** A module just built, with all that went into it. */
export interface FreshBuild {
  readonly built: BuiltModule
  /** Everything the host was asked on the way, in order. */
  readonly imports: readonly ImportAnswer[]
  /** Whether the same input would give the same again: not where the assembler failed, which it may not do next time. */
  readonly isLasting: boolean
}
