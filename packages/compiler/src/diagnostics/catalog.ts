import type { SourceRange } from '../ir/source-range.js'
import type { Diagnostic } from './diagnostic.js'

interface Entry {
  readonly severity: 'error' | 'warning'
  readonly message: (...details: readonly string[]) => string
  readonly fix: (...details: readonly string[]) => string
}

/** Every diagnostic there is, by code. Text lives here only; details are filled in by position. */
export const catalog = {
  'find/unknown-option': {
    severity: 'warning',
    message: word => `\`${word}\` is not an option of @jit.`,
    fix: (_, nearest) => (nearest ? `Write \`${nearest}\`.` : 'Remove the word.'),
  },
  'find/misplaced-marker': {
    severity: 'warning',
    message: () => 'This @jit marks nothing: a marker stands directly before a function.',
    fix: () => 'Move it to the line above the function, or remove it.',
  },
  'lower/unsupported-syntax': {
    severity: 'error',
    message: what => `${what} cannot be compiled yet.`,
    fix: () => 'Rewrite this line with numbers, typed arrays and plain loops, or remove the @jit marker.',
  },
  'lower/unknown-name': {
    severity: 'error',
    message: name => `\`${name}\` is not something a compiled function can reach.`,
    fix: name => `Pass \`${name}\` in as a parameter.`,
  },
  'infer/type-conflict': {
    severity: 'error',
    message: (name, first, second) => `\`${name}\` is ${first} in one place and ${second} in another.`,
    fix: name => `Use two variables instead of one \`${name}\`.`,
  },
  'infer/operand-type': {
    severity: 'error',
    message: (op, type) => `\`${op}\` is not compiled for a value of type ${type}.`,
    fix: () => 'Convert the value to a number first.',
  },
  'infer/maybe-undefined': {
    severity: 'error',
    message: name => `\`${name}\` may be read before it has a value.`,
    fix: name => `Give \`${name}\` a value where it is declared.`,
  },
  'infer/unbounded-bigint': {
    severity: 'error',
    message: what => `${what} may need more than 64 bits.`,
    fix: () => 'Wrap the result in BigInt.asIntN(64, …) or BigInt.asUintN(64, …).',
  },
  'internal/compiler-fault': {
    severity: 'error',
    message: (name, where) =>
      `hotpath failed inside ${where} on \`${name}\`. This is a bug in hotpath, not in your code.`,
    fix: () => 'Please report it with this function; it stays JavaScript.',
  },
} satisfies Record<string, Entry>

export type DiagnosticCode = keyof typeof catalog

/** Builds a diagnostic from its code, the place it speaks of and the details its text names. */
export function diagnose(code: DiagnosticCode, at: SourceRange, ...details: readonly string[]): Diagnostic {
  const entry: Entry = catalog[code]
  return {
    code,
    severity: entry.severity,
    message: entry.message(...details),
    fix: entry.fix(...details),
    at,
  }
}
