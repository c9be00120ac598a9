/** One AssemblyScript program: all kernels of one source module. */
export interface AssemblyProgram {
  readonly text: string
  /** Which kernel each part of `text` belongs to, so that an assembler error can name it. Offsets into `text`. */
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kernel: string }[]
}
