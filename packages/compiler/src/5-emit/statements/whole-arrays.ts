import type { Expr, LocalId } from '../../ir/expr.js'
import type { ArrayStmt, Bulk, NewArray, Resize, Row, RowPlace, StoreRow, View } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isList } from '../../ir/types.js'
import type { Code } from '../code.js'
import { call, primary } from '../code.js'
import { convert } from '../expressions/convert.js'
import { emitExpression } from '../expressions/emit-expression.js'
import type { FunctionScope } from '../function-scope.js'
import { arrayOf, localOf, numberType } from '../function-scope.js'
import {
  arrayLength,
  newArray,
  newList,
  onlyPlace,
  resizeList,
  resizeRow,
  reuseList,
  shiftList,
} from '../prelude/allocation.js'
import { addressText, checkedRow, rowAddress } from '../prelude/array-access.js'
import { sortElements } from '../prelude/sort.js'
import { arrayRead } from './values.js'

/** A statement that makes an array or treats one as a whole. */
export function emitArrayStmt(stmt: ArrayStmt<ValueType>, scope: FunctionScope): readonly string[] {
  switch (stmt.kind) {
    case 'new-array':
      return allocate(stmt, scope)
    case 'view':
      return view(stmt, scope)
    case 'row':
      return row(stmt, scope)
    case 'bulk':
      return [stmt.op === 'copy' ? copy(stmt, scope) : sort(stmt, scope)]
    case 'resize':
      return resize(stmt, scope)
  }
}

/** `local = new T(length)`. An ordinary array may grow later, so it knows how much room it has. */
function allocate(stmt: NewArray<ValueType>, scope: FunctionScope): readonly string[] {
  const { array, pointer, length } = arrayOf(scope, stmt.local)
  const asked = emitExpression(stmt.length, scope, stmt.length.type)
  const type = numberType(stmt.length.type)
  const count = type === 'i32' ? asked : call(scope.prelude.use(arrayLength(type)), asked)
  const shift = primary(String(Math.log2(elements[array].bytes)))
  const made = scope.reused.has(stmt.local)
    ? call(scope.prelude.use(reuseList), primary(pointer), primary(length), shift)
    : call(scope.prelude.use(isList(array) ? newList : newArray), primary(length), shift)
  return [`${length} = ${count.text}`, `${pointer} = ${made.text}`]
}

function view(stmt: View<ValueType>, scope: FunctionScope): readonly string[] {
  const { array, pointer } = arrayOf(scope, stmt.array)
  const target = arrayOf(scope, stmt.local)
  return [
    `${target.pointer} = ${addressText(pointer, whole(stmt.start, scope).text, stmt.as ?? array)}`,
    `${target.length} = ${whole(stmt.length, scope).text}`,
  ]
}

/** The table holds a byte pointer and a length per row; where that stands, the row's own pointer holds meanwhile. */
function row(stmt: Row<ValueType>, scope: FunctionScope): readonly string[] {
  const { array, pointer, length } = arrayOf(scope, stmt.array)
  const target = arrayOf(scope, stmt.local)
  const type = numberType(stmt.index.type)
  const index = emitExpression(stmt.index, scope, stmt.index.type)
  const constantRow = rowInTable(stmt, scope)
  const bytes = constantRow?.bytes ?? elements[array].bytes
  const entry =
    stmt.bounds === 'proven'
      ? rowAddress(pointer, whole(stmt.index, scope).text, bytes)
      : call(scope.prelude.use(checkedRow(type, bytes)), primary(pointer), primary(length), index).text
  if (constantRow) return [`${target.pointer} = ${entry}`, `${target.length} = ${constantRow.length}`]
  return [
    `${target.pointer} = ${entry}`,
    `${target.length} = load<i32>(${target.pointer}, 4)`,
    `${target.pointer} = usize(load<u32>(${target.pointer}))`,
  ]
}

/** `array[index] = row`: the table holds where the row is and how long. */
export function storeRow(stmt: StoreRow<ValueType>, scope: FunctionScope): readonly string[] {
  const { array, pointer } = arrayOf(scope, stmt.array)
  const row = arrayRead(stmt.row, scope)
  const address =
    stmt.bounds === 'proven'
      ? addressText(pointer, whole(stmt.index, scope).text, array)
      : placeOf(stmt.array, stmt.index, scope)
  const count = `store<i32>(${row.pointer} - 12, load<i32>(${row.pointer} - 12) + 1)`
  const entry = `u64(${row.pointer}) | u64(${row.length}) << 32`
  const counts = scope.countsPlaces && isList(row.array) ? [count] : []
  if (!stmt.isAgain || counts.length === 0) return [`store<u64>(${address}, ${entry})`, ...counts]
  return [
    `if (load<u64>(${address}) != (${entry})) {`,
    ...[`store<u64>(${address}, ${entry})`, ...counts].map(line => `  ${line}`),
    '}',
  ]
}

/** The rows of a constant table stand one behind the other, without any table of where they are. */
function rowInTable({ array, local }: Row<ValueType>, scope: FunctionScope) {
  const { rowLength: length } = scope.tables[localOf(scope, array).table ?? -1] ?? {}
  return length === undefined ? null : { length, bytes: length * elements[arrayOf(scope, local).array].bytes }
}

function copy(stmt: Bulk<ValueType>, scope: FunctionScope): string {
  const to = arrayOf(scope, stmt.array)
  const from = arrayOf(scope, stmt.from)
  const [target = '', source = '', count = ''] = stmt.args.map(arg => whole(arg, scope).text)
  const bytes = addressText('', count, to.array).replace(/^ \+ /, '')
  return `memory.copy(${addressText(to.pointer, target, to.array)}, ${addressText(from.pointer, source, to.array)}, ${bytes})`
}

function sort(stmt: Bulk<ValueType>, scope: FunctionScope): string {
  const { array, pointer, length } = arrayOf(scope, stmt.array)
  return call(scope.prelude.use(sortElements(array)), primary(pointer), primary(length)).text
}

function resize(stmt: Resize<ValueType>, scope: FunctionScope): readonly string[] {
  const { array, pointer, length } = arrayOf(scope, stmt.array)
  const shift = primary(String(Math.log2(elements[array].bytes)))
  const wanted = whole(stmt.length, scope)
  if (stmt.holder) return resizeInPlace(stmt.holder, { pointer, length, shift, wanted }, scope)
  const moved = stmt.isShifted
    ? call(scope.prelude.use(shiftList), primary(pointer), shift)
    : call(scope.prelude.use(resizeList), primary(pointer), primary(length), wanted, shift)
  return [`${pointer} = ${moved.text}`, `${length} = ${wanted.text}`]
}

interface Resized {
  readonly pointer: string
  readonly length: string
  readonly shift: Code
  readonly wanted: Code
}

/** Of a row: the table that holds where it is and how long gets to know. How many places have it stands before it. */
function resizeInPlace(
  holder: RowPlace<ValueType>,
  { pointer, length, shift, wanted }: Resized,
  scope: FunctionScope,
): readonly string[] {
  const isHeld = `if (load<i32>(${pointer} - 12) != 0)`
  const place = placeOf(holder.array, holder.index, scope)
  const check = call(scope.prelude.use(onlyPlace), primary(place), primary(pointer), primary(length))
  const moved = call(scope.prelude.use(resizeRow), primary(pointer), primary(length), wanted, shift)
  return [
    `${isHeld} ${check.text}`,
    `${pointer} = ${moved.text}`,
    `${length} = ${wanted.text}`,
    `${isHeld} store<u64>(${place}, u64(${pointer}) | u64(${length}) << 32)`,
  ]
}

/** The address of what a table has of a row; out of bounds the call starts over. */
function placeOf(table: LocalId, index: Expr<ValueType>, scope: FunctionScope): string {
  const { array, pointer, length } = arrayOf(scope, table)
  const helper = checkedRow(numberType(index.type), elements[array].bytes)
  const code = emitExpression(index, scope, index.type)
  return call(scope.prelude.use(helper), primary(pointer), primary(length), code).text
}

/** A position or count, which is whole and in range. */
function whole(expr: Expr<ValueType>, scope: FunctionScope): Code {
  const code = emitExpression(expr, scope, expr.type)
  return convert(code, numberType(expr.type), 'i32', 'exact', scope.prelude)
}
