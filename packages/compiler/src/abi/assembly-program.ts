/** One AssemblyScript program: all kernels of one source module. */
export interface AssemblyProgram {
  readonly text: string
  /** Which kernel each part of `text` belongs to, so that an assembler error can name it. Offsets into `text`. */
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kernel: string }[]
  /** What its lines were made of, where a debugger is to know: `CompilerOptions.debugInfo`. */
  readonly origins?: ProgramOrigins
}

/** The user's code behind an AssemblyScript program, line by line. */
export interface ProgramOrigins {
  readonly sources: readonly { readonly file: string; readonly text: string }[]
  /** By line of the program; `null`: of nothing. `source` counts in `sources`, line and column from 0. */
  readonly lines: readonly (LineOrigin | null)[]
}

export interface LineOrigin {
  readonly source: number
  readonly line: number
  readonly column: number
}
