import type { AssembleProgram } from './assembly.js'

/** The kernel whose text holds this offset; `null` in the helpers that all kernels share. */
export function kernelAt(program: AssembleProgram, offset: number): string | null {
  return program.spans.find(span => span.start <= offset && offset < span.end)?.kernel ?? null
}

/** The kernel a message of Binaryen speaks of: `[wasm-validator error in function module/name] …`. */
export function kernelNamedIn(program: AssembleProgram, message: string): string | null {
  const name = /\bfunction \$?module\/(\w+)/.exec(message)?.[1]
  if (name === undefined) return null
  const offset = program.text.search(new RegExp(`\\bfunction ${name}\\(`))
  return offset < 0 ? null : kernelAt(program, offset)
}
