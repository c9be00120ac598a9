import type { Binding, Scope } from '@babel/traverse'
import type * as t from '@babel/types'
import { outermost, unwrap } from '../node-kinds.js'

// From one variable to the next, this far.
const maximumSteps = 4

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>'])

/** Whether an operator takes two numbers or two bigints, never one of each. */
export function isArithmetic(operator: string): boolean {
  return arithmetic.has(operator)
}

/** Whether an expression is a bigint as it is written, or by what its variables meet elsewhere. */
export function isBigint(scope: Scope, expression: t.Node, steps = maximumSteps): boolean {
  const node = unwrap(expression)
  switch (node.type) {
    case 'BigIntLiteral':
      return true
    case 'UnaryExpression':
      return ['-', '~'].includes(node.operator) && isBigint(scope, node.argument, steps)
    case 'BinaryExpression':
      return (
        isArithmetic(node.operator) &&
        (isBigint(scope, node.left, steps) || isBigint(scope, node.right, steps))
      )
    case 'CallExpression': {
      const callee = unwrap(node.callee)
      const owner = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee
      return owner.type === 'Identifier' && owner.name === 'BigInt' && !scope.hasBinding('BigInt', true)
    }
    case 'Identifier': {
      const binding = steps > 0 ? scope.getBinding(node.name) : undefined
      return binding !== undefined && holdsBigint(binding, steps - 1)
    }
    default:
      return false
  }
}

/** By its first value; a parameter by what it is calculated with. */
function holdsBigint({ path, scope, kind, referencePaths }: Binding, steps: number): boolean {
  const { node } = path
  if (node.type === 'VariableDeclarator') return node.init != null && isBigint(scope, node.init, steps)
  if (kind !== 'param') return false
  return referencePaths.some(reference => {
    const { parent, key } = outermost(reference)
    if (parent.type !== 'BinaryExpression' || !isArithmetic(parent.operator)) return false
    return isBigint(reference.scope, key === 'left' ? parent.right : parent.left, steps)
  })
}
