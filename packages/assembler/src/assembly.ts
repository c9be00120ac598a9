/** An AssemblyScript program and which part of its text belongs to which kernel. Offsets are UTF-16. */
export interface AssembleProgram {
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kernel: string }[]
  /** What its lines were made of: with it, the Wasm tells debuggers its functions' names and their lines. */
  readonly origins?: ProgramOrigins
}

/** The sources behind a program, line by line. Lines and columns count from 0. */
export interface ProgramOrigins {
  readonly sources: readonly { readonly file: string; readonly text: string }[]
  readonly lines: readonly ({
    readonly source: number
    readonly line: number
    readonly column: number
  } | null)[]
}

export interface AssembleOptions {
  /**
   * Favour few bytes over speed.
   * @default false
   */
  readonly size?: boolean
  /**
   * Make the WebAssembly text in the same go: `wat` is likely to be asked for.
   * @default false
   */
  readonly text?: boolean
}

/** What became of a program: its Wasm, or who is to blame that there is none. */
export type AssembleResult = Assembled | AssembleFailure

export interface Assembled {
  readonly ok: true
  readonly wasm: Uint8Array
  /** Whether the bytes came from the cache. */
  readonly cached: boolean
  /** The same program as WebAssembly text, with names; assembles once more where `text` was not asked for. */
  readonly wat: () => Promise<string>
}

/** A fault of ours, never of the user's code. */
export interface AssembleFailure {
  readonly ok: false
  /** The kernel to leave out; `null` where the assembler cannot tell. */
  readonly kernel: string | null
  readonly message: string
}
