import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { viewMethod } from '../data-views/view-methods.js'
import { outermost } from '../node-kinds.js'
import type { Uses } from './uses.js'

const stringMethods: ReadonlySet<string> = new Set([
  'charCodeAt',
  'codePointAt',
  'charAt',
  'startsWith',
  'endsWith',
  'substring',
  'split',
  'trim',
])

const arrayMethods: ReadonlySet<string> = new Set([
  'at',
  'copyWithin',
  'every',
  'fill',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'forEach',
  'includes',
  'indexOf',
  'join',
  'lastIndexOf',
  'map',
  'reduce',
  'reduceRight',
  'reverse',
  'set',
  'slice',
  'some',
  'sort',
  'subarray',
  'toSorted',
])

const growing: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'concat'])

/** Notes what `value.name` or `value[i]` shows of a value; gives the uses of the member where they are to be read on. */
export function readMemberUse(
  path: NodePath | null,
  member: t.MemberExpression | t.OptionalMemberExpression,
  uses: Uses,
): Uses | null {
  const { property } = member
  if (member.computed) {
    if (property.type === 'StringLiteral') return uses.field(property.value)
    // `p[0]` alone may as well be a tuple, which is an array too.
    uses.isArray = true
    return uses.element
  }
  if (property.type !== 'Identifier') return null
  const { name } = property
  if (name === 'length') {
    uses.isArray = true
    return null
  }
  if (path !== null && outermost(path).key === 'callee') {
    if (viewMethod(name) !== null) uses.isView = true
    else if (stringMethods.has(name)) uses.isString = true
    else if (growing.has(name)) uses.isArray = uses.grows = true
    else if (arrayMethods.has(name)) uses.isArray = true
    else if (name === 'toFixed' || name === 'toPrecision') uses.isNumber = true
    return null
  }
  return uses.field(name)
}
