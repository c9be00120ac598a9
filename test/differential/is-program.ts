import ts from 'typescript'
import { evaluateModule } from '../support/evaluate-module.js'
import type { Program } from './generate-program.js'
import { printProgram } from './print-program.js'

/**
 * Whether a printed program parses. Shrinking may leave a `break` without its loop, and TypeScript takes the `<` and `>` of
 * some shifts and comparisons for type arguments.
 */
export function isProgram(program: Program): boolean {
  try {
    const text = printProgram(program, 'f', '')
    if (!isTypeScript(text)) return false
    evaluateModule(text, {})
    return true
  } catch {
    return false
  }
}

/** Whether TypeScript's own parser, the strictest, takes a text. */
export function isTypeScript(text: string): boolean {
  const file = ts.createSourceFile('input.ts', text, ts.ScriptTarget.ES2022)
  // Public only through a whole program, which takes ten times as long.
  const { parseDiagnostics } = file as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] }
  return parseDiagnostics.length === 0
}
