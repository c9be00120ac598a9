/** What a bench may ask for: of Vitest's options the ones that mean something here, in milliseconds. */
export interface BenchOptions {
  readonly time?: number
  readonly warmupTime?: number
  readonly setup?: () => unknown
  readonly teardown?: () => unknown
}

/** How long one call takes. */
export interface Timing {
  /** Milliseconds, the median. */
  readonly ms: number
  /** How far apart the rounds lie, to either side, in percent. */
  readonly spread: number
}

/** What calls of an exported function came to while a bench was checked and measured. */
export interface CalledFunction {
  readonly file: string
  readonly name: string
  readonly calls: { readonly wasm: number; readonly js: number }
  /** Why its calls ran as JavaScript though it compiled. */
  readonly left: string | null
}

/** One bench, compiled and plain. */
export interface BenchResult {
  readonly name: string
  /**
   * `same`: whatever it returned was the same, by bits. `close`: but for last digits, which is only right where the user
   * allowed it. `nothing`: it returned nothing that can be compared. `differs`, `throws`: it is not measured then.
   */
  readonly outcome: 'same' | 'close' | 'nothing' | 'differs' | 'throws'
  /** What differs, or is thrown. */
  readonly detail: string | null
  readonly timing: {
    readonly js: Timing
    readonly wasm: Timing
    /** How many times as fast WebAssembly is: the median over rounds. */
    readonly ratio: number
  } | null
  readonly called: readonly CalledFunction[]
}

/** What a process of its own found out about a bench file. */
export type FileOutcome =
  | {
      readonly kind: 'measured'
      readonly benches: readonly BenchResult[]
      readonly modules: readonly string[]
    }
  | { readonly kind: 'failed'; readonly message: string }
