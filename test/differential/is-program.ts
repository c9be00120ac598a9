import ts from 'typescript'
import { evaluateModule } from '../support/evaluate-module.js'
import type { Program } from './generate-program.js'
import { printProgram } from './print-program.js'

/** Those of the programs that are some: as a rule all of them, which one look at them together tells. */
export function keepPrograms<T extends { readonly program: Program }>(cases: readonly T[]): readonly T[] {
  const texts = cases.map(({ program }, i) => printProgram(program, `f${i}`, ''))
  return isModule(texts.join('\n')) ? cases : cases.filter(({ program }) => isProgram(program))
}

/**
 * Whether a printed program parses. Shrinking may leave a `break` without its loop, and TypeScript takes the `<` and `>` of
 * some shifts and comparisons for type arguments.
 */
export function isProgram(program: Program): boolean {
  return isModule(printProgram(program, 'f', ''))
}

function isModule(text: string): boolean {
  if (!isTypeScript(text)) return false
  try {
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
