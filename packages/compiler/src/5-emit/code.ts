/**
 * How tightly a piece of expression text binds, in AssemblyScript's (that is JavaScript's) order. Parentheses are
 * written where an operand binds looser than its place asks for.
 */
export const binding = {
  conditional: 3,
  or: 4,
  and: 5,
  bitor: 6,
  bitxor: 7,
  bitand: 8,
  equality: 9,
  relational: 10,
  shift: 11,
  additive: 12,
  multiplicative: 13,
  unary: 15,
  primary: 18,
} as const

/** The text of an expression and how tightly it binds. */
export interface Code {
  readonly text: string
  readonly binds: number
}

/** Text that binds as tightly as a name or a call. */
export function primary(text: string): Code {
  return { text, binds: binding.primary }
}

/** The text of an operand for a place that needs at least this binding. */
export function within(code: Code, atLeast: number): string {
  return code.binds >= atLeast ? code.text : `(${code.text})`
}

/** A left-associative operator; equal operators on the right keep their parentheses, so the tree stays as it is. */
export function infix(left: Code, operator: string, right: Code, binds: number): Code {
  return { text: `${within(left, binds)} ${operator} ${within(right, binds + 1)}`, binds }
}

/**
 * `a op b` that never chains, and whose operands are at least sums: `a < b > (c)` would read as type arguments, and so
 * would `a < (b ? c : d)` without the plus.
 */
export function comparison(left: Code, operator: string, right: Code, binds: number): Code {
  const operands = binding.additive
  const other = within(right, operands)
  const shielded = operator.startsWith('<') && other.startsWith('(') ? `+${other}` : other
  return { text: `${within(left, operands)} ${operator} ${shielded}`, binds }
}

/** `operator` directly before its operand. */
export function prefix(operator: string, operand: Code): Code {
  return { text: `${operator}${within(operand, binding.primary)}`, binds: binding.unary }
}

/** A call. Comparisons among the arguments get parentheses: `f(a < b, c > (d))` would read as type arguments. */
export function call(callee: string, ...args: readonly Code[]): Code {
  return primary(`${callee}(${args.map(arg => within(arg, binding.shift)).join(', ')})`)
}

/** Lines one level deeper. */
export function indent(lines: readonly string[]): readonly string[] {
  return lines.map(line => `  ${line}`)
}
