import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Table } from '../../ir/kernel.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { TypedArrayName } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import { unwrap } from '../node-kinds.js'
import { declaratorOf } from './bindings.js'
import { builtinName } from './builtins.js'
import { evaluateConstant } from './constants.js'
import { isRowRead } from './row-uses.js'
import { otherUse } from './table-uses.js'

type Elements = readonly (number | bigint)[]

/** What an array literal in the source holds, or why it is no constant table. */
export type TableAnswer = { readonly table: Table } | { readonly table: null; readonly why: string | null }

const noTable: TableAnswer = { table: null, why: null }

/**
 * The constant table a variable holds: an array of constants that nothing in the module can change. `why` says what
 * stands in the way; `null` where the variable holds no array of constants at all.
 */
export function constantTable(module: ParsedModule, binding: Binding): TableAnswer {
  const init = declaratorOf(binding)?.init
  if (init == null || declaratorOf(binding)?.id !== binding.identifier) return noTable
  const values = tableValues(module, init)
  if (values === null) return noTable
  const isRead = values.rowLength === undefined ? undefined : (use: NodePath) => isRowRead(module, use)
  const why = otherUse(binding, frozenArray(module, init) !== null, isRead)
  return why === null ? { table: { name: binding.identifier.name, ...values } } : { table: null, why }
}

/** The elements of `[1, 2]`, `new Uint8Array([1, 2])` or `Uint8Array.of(1, 2)`, converted as the array would. */
function tableValues(module: ParsedModule, init: t.Node): Omit<Table, 'name'> | null {
  const node = unwrap(init)
  if (node.type === 'ArrayExpression')
    return plainTable(elementValues(module, node.elements)) ?? rowTable(module, node)
  const frozen = frozenArray(module, node)
  if (frozen !== null) return plainTable(elementValues(module, frozen.elements))
  if (node.type === 'NewExpression') {
    const element = builtinName(module, node.callee)
    const list = node.arguments.length === 1 && node.arguments[0] ? unwrap(node.arguments[0]) : null
    if (element === null || !isTypedArray(element) || list?.type !== 'ArrayExpression') return null
    return typedTable(element, elementValues(module, list.elements))
  }
  if (node.type !== 'CallExpression') return null
  const callee = builtinName(module, node.callee) ?? ''
  const element = callee.endsWith('.of') ? callee.slice(0, -'.of'.length) : ''
  return isTypedArray(element) ? typedTable(element, elementValues(module, node.arguments)) : null
}

/** The elements of `[[1, 2], [3, 4]]`, row by row; `null` where rows are not of one length. */
export function rowTable(module: ParsedModule, { elements }: t.ArrayExpression): Omit<Table, 'name'> | null {
  const values: (number | bigint)[] = []
  let rowLength = 0
  for (const element of elements) {
    const row = element === null ? null : unwrap(element)
    const given = row?.type === 'ArrayExpression' ? elementValues(module, row.elements) : null
    if (given === null || given.length === 0 || (values.length > 0 && given.length !== rowLength)) return null
    rowLength = given.length
    values.push(...given)
  }
  const table = values.length > 0 ? plainTable(values) : null
  return table && { ...table, rowLength }
}

/** The array literal of `Object.freeze([1, 2])`. */
function frozenArray(module: ParsedModule, init: t.Node): t.ArrayExpression | null {
  const node = unwrap(init)
  if (node.type !== 'CallExpression' || builtinName(module, node.callee) !== 'Object.freeze') return null
  const [list, ...more] = node.arguments
  const array = list && more.length === 0 ? unwrap(list) : null
  return array?.type === 'ArrayExpression' ? array : null
}

function elementValues(module: ParsedModule, nodes: readonly (t.Node | null)[]): Elements | null {
  const values: (number | bigint)[] = []
  for (const node of nodes) {
    const value = node === null ? undefined : evaluateConstant(module, node)
    if (value === undefined || typeof value === 'boolean') return null
    values.push(value)
  }
  return values
}

/** Picks the smallest array kind that gives back every number of a plain array unchanged. */
function plainTable(values: Elements | null): Omit<Table, 'name'> | null {
  if (values === null || !values.every(value => typeof value === 'number')) return null
  for (const kind of [Int32Array, Uint32Array]) {
    const held: Elements = Array.from(kind.from(values))
    if (values.every((value, i) => Object.is(value, held[i]))) {
      return { element: kind === Int32Array ? 'Int32Array' : 'Uint32Array', values }
    }
  }
  return { element: 'Float64Array', values }
}

function typedTable(element: TypedArrayName, values: Elements | null): Omit<Table, 'name'> | null {
  if (values === null) return null
  if (element === 'BigInt64Array' || element === 'BigUint64Array') {
    const kind = element === 'BigInt64Array' ? BigInt64Array : BigUint64Array
    const isBig = values.every(value => typeof value === 'bigint')
    return isBig ? { element, values: Array.from(kind.from(values)) } : null
  }
  const isNumeric = values.every(value => typeof value === 'number')
  return isNumeric ? { element, values: Array.from(numberKinds[element].from(values)) } : null
}

const numberKinds = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
}
