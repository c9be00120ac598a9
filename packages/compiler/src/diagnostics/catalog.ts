import type { SourceRange } from '../ir/source-range.js'
import {
  calledFix,
  calledMessage,
  dearFix,
  dearMessage,
  passedFix,
  passedMessage,
  sharedFix,
  sharedMessage,
} from './callback-words.js'
import type { Diagnostic } from './diagnostic.js'
import {
  conflictFix,
  fieldFix,
  fieldMessage,
  operandFix,
  operandMessage,
  outsideFix,
  parameterFix,
  restartFix,
  subjectOf,
} from './fix-words.js'

interface Entry {
  readonly severity: 'error' | 'warning'
  readonly message: (...details: readonly string[]) => string
  readonly fix: (...details: readonly string[]) => string
}

/** Every diagnostic there is, by code. Text lives here only; details are filled in by position. */
export const catalog = {
  'find/unknown-option': {
    severity: 'warning',
    message: (word, _, name) => `\`${word}\` is not an option of @jit${on(name)}.`,
    fix: (word, nearest) => (nearest ? `Write \`${nearest}\`.` : `Remove \`${word}\`.`),
  },
  'find/option-value': {
    severity: 'error',
    message: (option, expected, name) => `The option \`${option}\`${on(name)} takes ${expected}.`,
    fix: (_option, _expected, _name, example) => `Write \`${example}\`.`,
  },
  'find/computed-options': {
    severity: 'error',
    message: name =>
      `The options of jit()${on(name)} are read while building, so they have to be written out.`,
    fix: () => 'Write the options in place: `jit(fn, { strict: true })`.',
  },
  'find/malformed-signature': {
    severity: 'error',
    message: (text, problem, name) => `\`${text}\`${on(name)} is not a signature: ${problem}.`,
    fix: (_text, _problem, _name, example) =>
      `Write the result first, then the parameters: \`${example || 'f64(Float64Array, i32)'}\`.`,
  },
  'find/misplaced-marker': {
    severity: 'warning',
    message: () => 'This @jit marks nothing: a marker stands directly before a function.',
    fix: word =>
      word
        ? `Write it behind \`${word}\`: \`${word} /* @jit */ function …\`.`
        : 'Move it to the line above the function, or remove it.',
  },
  'find/unsupported-site': {
    severity: 'error',
    message: what => `${what} cannot be marked with @jit.`,
    fix: () => 'Move the numeric part into a function of its own and mark that one.',
  },
  'find/unresolved-target': {
    severity: 'error',
    message: what => `jit() needs a function that can be seen while building; ${what}.`,
    fix: () => 'Pass a function declaration, a `const` that holds a function, or the function itself.',
  },
  'find/unresolved-import': {
    severity: 'error',
    message: (name, specifier) =>
      `The source of \`${name}\` could not be read from '${specifier}', so jit() cannot compile it.`,
    fix: name => `Mark \`${name}\` where it is written, or import it from a source file of the project.`,
  },
  'lower/unsupported-syntax': {
    severity: 'error',
    message: what => `${what} cannot be compiled yet.`,
    fix: (_, known) =>
      known || 'Rewrite this line with numbers, typed arrays and plain loops, or remove the @jit marker.',
  },
  'lower/comparator': {
    severity: 'error',
    message: why => `The comparator of this sort ${why}.`,
    fix: () =>
      'Write a comparator that only reads what stands around it and gives a number, and count or collect in a loop.',
  },
  'lower/unknown-name': {
    severity: 'error',
    message: name => `\`${name}\` is not something a compiled function can reach.`,
    fix: (name, known) => known || `Pass \`${name}\` in as a parameter.`,
  },
  'lower/captured-variable': {
    severity: 'error',
    message: name => `\`${name}\` belongs to a function around this one.`,
    fix: name => `Pass \`${name}\` in as a parameter.`,
  },
  'lower/imported-name': {
    severity: 'error',
    message: (name, why) => `\`${name}\` is imported, and ${why}.`,
    fix: name => `Move \`${name}\` into this file, or pass it in as a parameter if it is a value.`,
  },
  'lower/not-constant': {
    severity: 'error',
    message: (name, why) => `\`${name}\` stands outside the function and ${why}.`,
    fix: (name = '', _why, kind = '') => outsideFix(name, kind),
  },
  'lower/outside-write': {
    severity: 'error',
    message: name =>
      `\`${name}\` stands outside the function, and only the marked function itself can write it, and only as a number.`,
    fix: name => `Return the new value and assign it to \`${name}\` where the function is called.`,
  },
  'lower/used-before-declaration': {
    severity: 'error',
    message: name => `\`${name}\` is used before its declaration has run, which throws in JavaScript.`,
    fix: name => `Declare \`${name}\` above its first use.`,
  },
  'lower/hidden-undefined': {
    severity: 'error',
    message: where =>
      `This ${where} may meet the \`undefined\` of an element read out of bounds, which compiled code cannot carry around.`,
    fix: () => 'Write `xs[i] ?? 0` where the element is read.',
  },
  'lower/two-absences': {
    severity: 'error',
    message: name =>
      `${name === 'The result' ? name : `\`${name}\``} would be \`undefined\` in one place and \`null\` in another.`,
    fix: () => 'Use one of the two in the whole function.',
  },
  'lower/unknown-field': {
    severity: 'error',
    message: (name = '', given = '', holder = '') => fieldMessage(name, given, holder),
    fix: (name = '', given = '', _holder, type = '') => fieldFix(name, given, type),
  },
  'lower/field-kind': {
    severity: 'error',
    message: (name, where) =>
      `\`${name}\` of ${where} would hold a value of another kind than before: compiled code has only the fields.`,
    fix: name => `Use another name than \`${name}\` for the new value.`,
  },
  'lower/object-shape': {
    severity: 'error',
    message: name => `${name} would hold objects with different fields, or different functions.`,
    fix: () => 'Give both objects the same fields.',
  },
  'lower/shared-object': {
    severity: 'error',
    message: name =>
      `${name} would hold an object that has another name too; compiled code only has one copy of its fields.`,
    fix: () => 'Make a new object: `{ ...other }`.',
  },
  'lower/inline-recursion': {
    severity: 'error',
    message: name =>
      `\`${name}\` calls itself, and its body is put in place of every call because it takes or gives more than numbers and arrays, or uses more than these of a function around it.`,
    fix: name => `Let \`${name}\` take and return numbers and arrays only.`,
  },
  'lower/inline-size': {
    severity: 'error',
    message: name => `Putting the body of \`${name}\` in place of every call makes this function too large.`,
    fix: name => `Call \`${name}\` in fewer places, or pass it numbers and arrays only.`,
  },
  'lower/shared-with-callback': { severity: 'error', message: sharedMessage, fix: sharedFix },
  'lower/passed-to-javascript': { severity: 'error', message: passedMessage, fix: passedFix },
  'lower/called-in-javascript': { severity: 'warning', message: calledMessage, fix: calledFix },
  'lower/comma-index': {
    severity: 'error',
    message: (text, array, _flat, last) =>
      `\`${text}\` is the comma operator: JavaScript reads \`${array}[${last}]\`.`,
    fix: (_text, array, flat) => `Write \`${array}[${flat}]\`, where \`width\` is the length of a row.`,
  },
  'lower/parameter-type': {
    severity: 'error',
    message: (name, type) => `\`${name}\` has the type \`${type}\`, which cannot be compiled.`,
    fix: (name = '', _type, annotation = '', columns = '', how = '') =>
      parameterFix(name, annotation, columns, how),
  },
  'lower/too-many-signatures': {
    severity: 'warning',
    message: (count, most) =>
      `The parameter types give ${count} signatures; the first ${most} are compiled, calls of the others stay JavaScript.`,
    fix: () => 'Name the signatures that matter: `/* @jit f64(Float64Array, f64) */`.',
  },
  'lower/signature-mismatch': {
    severity: 'error',
    message: (text, problem) => `The signature \`${text}\` does not fit: ${problem}.`,
    fix: () => 'Write one type per parameter, in order: `f64(Float64Array, i32)`.',
  },
  'infer/type-conflict': {
    severity: 'error',
    message: (name = '', first, second) =>
      `${subjectOf(name)} is ${first} in one place and ${second} in another.`,
    fix: (name = '') => conflictFix(name),
  },
  'infer/operand-type': {
    severity: 'error',
    message: (op = '', type = '', who = '') => operandMessage(op, type, who),
    fix: (op = '', type = '', who = '') => operandFix(op, type, who),
  },
  'infer/maybe-undefined': {
    severity: 'error',
    message: name => `\`${name}\` may be read before it has a value.`,
    fix: name => `Give \`${name}\` a value where it is declared.`,
  },
  'infer/mixed-bigint': {
    severity: 'error',
    message: op => `\`${op}\` mixes a bigint with a number, which throws a TypeError in JavaScript.`,
    fix: () => 'Convert one side with BigInt(…) or Number(…).',
  },
  'infer/mixed-comparison': {
    severity: 'error',
    message: (left, right) => `This compares ${left} with ${right}.`,
    fix: () => 'Compare two values of one type.',
  },
  'infer/not-an-array': {
    severity: 'error',
    message: (name, type) => `\`${name}\` is used as an array but is ${type}.`,
    fix: name => `Give \`${name}\` a typed array type, e.g. \`${name}: Float64Array\`.`,
  },
  'infer/missing-return': {
    severity: 'error',
    message: name => `\`${name}\` returns a value on some paths and nothing on others.`,
    fix: () => 'End every path with a return of the same type.',
  },
  'infer/missing-argument': {
    severity: 'error',
    message: (name, param) => `This call of \`${name}\` leaves out \`${param}\`.`,
    fix: (_, param) => `Pass \`${param}\` explicitly.`,
  },
  'infer/random-restart': {
    severity: 'error',
    message: (name, effect) =>
      `\`${name}\` calls ${effect ?? 'console.log'} and has a place where the call would have to start over in JavaScript.`,
    fix: (_, effect = 'console.log') => restartFix(effect),
  },
  'cost/too-small': {
    severity: 'warning',
    message: name => `\`${name}\` does less than a call into WebAssembly costs, so it stays JavaScript.`,
    fix: () =>
      'Mark the function that calls it in a loop; or write `/* @jit strict */` to compile it all the same.',
  },
  'cost/callback': { severity: 'warning', message: dearMessage, fix: dearFix },
  'infer/returned-view': {
    severity: 'error',
    message: name =>
      `\`${name}\` returns what \`subarray\` gave, or a row of an array of arrays, and a part of an array cannot leave compiled code.`,
    fix: () => 'Return a copy: write `slice` instead of `subarray`, `grid[i].slice()` instead of `grid[i]`.',
  },
  'infer/given-length': {
    severity: 'error',
    message: name =>
      `This changes the length of ${name}, which comes from outside, and compiled code has only a copy of it.`,
    fix: () => 'Collect the elements in a new array (`const out = []`) and return that one.',
  },
  'infer/row-length': {
    severity: 'error',
    message: name =>
      `Rows change their length in this function, and ${name} may be such a row in a place that would not see it.`,
    fix: () => 'Fill a row first (`row.push(x)`), then put it into its array (`grid.push(row)`).',
  },
  'infer/given-rows': {
    severity: 'error',
    message: name =>
      `This replaces a row of ${name}, which comes from outside, and compiled code has only a copy of it.`,
    fix: () => 'Put the rows into a new array (`const out = [...grid]`), and return that one.',
  },
  'infer/shared-length': {
    severity: 'error',
    message: name => `The array of ${name} may have got another length under another name.`,
    fix: () => 'Use one name for the array, or make a copy: `[...xs]`.',
  },
  'internal/compiler-fault': {
    severity: 'error',
    message: (name, where) =>
      `hotpath failed inside ${where} on \`${name}\`. This is a bug in hotpath, not in your code.`,
    fix: () => 'Please report it with this function; it stays JavaScript.',
  },
} satisfies Record<string, Entry>

function on(name: string | undefined): string {
  return name ? ` on \`${name}\`` : ''
}

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
