import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { isTypedArray } from '../../ir/types.js'
import { outermost } from '../node-kinds.js'
import { isArithmetic, isBigint } from './bigint-syntax.js'
import type { Uses } from './uses.js'

const bitwise: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>', '>>>'])
const equality: ReadonlySet<string> = new Set(['==', '!=', '===', '!=='])

/** Notes what standing under an operator, in a condition or in a `switch` shows of a value: `use` is its path. */
export function readOperatorUse(use: NodePath, uses: Uses): void {
  const { parent } = use
  switch (parent.type) {
    case 'BinaryExpression':
      if (isSummed(use)) uses.isSummed = true
      return readBinaryUse(use, parent, uses)
    case 'UnaryExpression':
      if (parent.operator === '!') uses.isTested = true
      else if (['-', '+', '~'].includes(parent.operator)) uses.isNumber = true
      if (parent.operator === '~') uses.isInteger = true
      return
    case 'UpdateExpression':
      uses.isNumber = true
      return
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      uses.isTested = true
      return
    case 'SwitchStatement':
      for (const { test } of parent.cases) if (test !== null && test !== undefined) noteLiteral(test, uses)
      return
    default:
  }
}

/** `(s + x) | 0`, but not `(x + 0.5) | 0`, which rounds. */
function isSummed(use: NodePath): boolean {
  const { parent, key, parentPath } = use
  if (parent.type !== 'BinaryExpression' || parentPath === null) return false
  const other = key === 'left' ? parent.right : parent.left
  const isWhole = other.type !== 'NumericLiteral' || Number.isInteger(other.value)
  if (!isWhole || (parent.operator !== '+' && parent.operator !== '-')) return false
  const sum = outermost(parentPath)
  const isTaken = sum.parent.type === 'BinaryExpression' && bitwise.has(sum.parent.operator)
  return isTaken || isSummed(sum)
}

function readBinaryUse({ key, scope }: NodePath, parent: t.BinaryExpression, uses: Uses): void {
  const { operator } = parent
  const other = key === 'left' ? parent.right : parent.left
  if (operator === 'instanceof') {
    if (key === 'left' && other.type === 'Identifier' && isTypedArray(other.name)) {
      uses.isArray = true
      uses.kinds.add(other.name)
    }
  } else if (operator === 'in') {
    if (key === 'left') uses.isNumber = true
  } else if (equality.has(operator)) {
    noteLiteral(other, uses)
  } else if (operator === '+' && (other.type === 'StringLiteral' || other.type === 'TemplateLiteral')) {
    // Text is made of anything.
  } else if (other.type === 'BigIntLiteral' || (isArithmetic(operator) && isBigint(scope, other))) {
    uses.isBigint = true
  } else {
    uses.isNumber = true
    if (bitwise.has(operator)) uses.isInteger = true
  }
}

/** A value that is compared with a literal is mostly of its type. */
function noteLiteral(literal: t.Node, uses: Uses): void {
  switch (literal.type) {
    case 'NumericLiteral':
      uses.isNumber = true
      return
    case 'BigIntLiteral':
      uses.isBigint = true
      return
    case 'BooleanLiteral':
      uses.isBoolean = true
      return
    case 'StringLiteral':
      uses.isString = true
      return
    default:
  }
}
