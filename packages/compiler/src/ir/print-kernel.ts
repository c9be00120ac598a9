import type { LocalId } from './expr.js'
import type { HostFunction } from './host-function.js'
import { hostInfo, isDraw } from './host-function.js'
import type { Kernel, KernelFunction, Table } from './kernel.js'
import type { LocalNames } from './print-expr.js'
import { printBounds, printExpr, printOffset, printRaw, printWide } from './print-expr.js'
import type { Stmt } from './stmt.js'

/** Writes a kernel of any stage as text for people: reports, fixtures and error messages. */
export function printKernel<T extends string>(kernel: Kernel<T>): string {
  const result = kernel.declaredResult === null ? '' : ` as ${kernel.declaredResult}`
  const head = [
    `kernel ${kernel.name}${result}`,
    ...kernel.tables.map(printTable),
    ...kernel.throws.map((site, i) => `throw ${i}: ${site.constructor} ${JSON.stringify(site.message)}`),
  ]
  return `${[head.join('\n'), ...kernel.functions.map(printFunction)].join('\n\n')}\n`
}

/** Writes one function; inside it, a local is called by its name, with its id where two share one. */
export function printFunction<T extends string>(fn: KernelFunction<T>, id: number): string {
  const names = uniqueNames(fn)
  const params = fn.params.map(param => declare(fn, param, names))
  const others = fn.locals.flatMap((_, local) =>
    fn.params.includes(local) ? [] : [declare(fn, local, names)],
  )
  const variables = others.length > 0 ? [`  var ${others.join(', ')}`] : []
  const body = fn.body.flatMap(stmt => printStmt(stmt, names)).map(line => `  ${line}`)
  return [`f${id} ${fn.name}(${params.join(', ')}): ${fn.result} {`, ...variables, ...body, '}'].join('\n')
}

function declare<T extends string>(fn: KernelFunction<T>, local: LocalId, names: LocalNames): string {
  const { type, promised, table } = fn.locals[local] ?? { type: '?' }
  const promise = promised === undefined ? '' : ` as ${promised}`
  return `${names(local)}: ${type}${promise}${table === undefined ? '' : ` = table ${table}`}`
}

function printTable(table: Table, id: number): string {
  const shown = table.values.slice(0, 16).map(value => (Object.is(value, -0) ? '-0' : String(value)))
  const more = table.values.length > shown.length ? `, … ${table.values.length} in all` : ''
  const rows = table.rowLength === undefined ? '' : ` in rows of ${table.rowLength}`
  return `table ${id}: ${table.name} = ${table.element} [${shown.join(', ')}${more}]${rows}`
}

function uniqueNames(fn: KernelFunction<unknown>): LocalNames {
  const counts = new Map<string, number>()
  for (const { name } of fn.locals) counts.set(name, (counts.get(name) ?? 0) + 1)
  return local => {
    const name = fn.locals[local]?.name
    if (name === undefined) return `?${local}`
    return counts.get(name) === 1 ? name : `${name}$${local}`
  }
}

function printStmt<T extends string>(stmt: Stmt<T>, names: LocalNames): readonly string[] {
  const expr = (e: Parameters<typeof printExpr<T>>[0]) => printExpr(e, names)
  const block = (list: readonly Stmt<T>[]) => list.flatMap(s => printStmt(s, names)).map(line => `  ${line}`)
  switch (stmt.kind) {
    case 'set':
      return [`${names(stmt.local)} = ${expr(stmt.value)}`]
    case 'store':
      return [
        `${names(stmt.array)}[${expr(stmt.index)}${printOffset(stmt.offset)}]${printWideStore(stmt)}${printRaw(stmt.raw)}${printBounds(stmt.bounds)} = ${expr(stmt.value)}`,
      ]
    case 'new-array':
      return [`${names(stmt.local)} = new array(${expr(stmt.length)})`]
    case 'view':
      return [
        `${names(stmt.local)} = ${names(stmt.array)} from ${expr(stmt.start)}, ${expr(stmt.length)} long`,
      ]
    case 'row':
      return [
        `${names(stmt.local)} = row ${names(stmt.array)}[${expr(stmt.index)}]${printBounds(stmt.bounds)}`,
      ]
    case 'store-row':
      return [`row ${names(stmt.array)}[${expr(stmt.index)}]${printBounds(stmt.bounds)} = ${expr(stmt.row)}`]
    case 'bulk':
      return [`${stmt.op}(${[names(stmt.array), names(stmt.from), ...stmt.args.map(expr)].join(', ')})`]
    case 'resize':
      return [
        `${names(stmt.array)}.${stmt.isShifted ? 'shift()' : `length = ${expr(stmt.length)}`}${stmt.holder ? `, row ${names(stmt.holder.array)}[${expr(stmt.holder.index)}]` : ''}`,
      ]
    case 'call': {
      const callee = typeof stmt.callee !== 'number' ? printHost(stmt.callee) : `f${stmt.callee}`
      const call = `${callee}(${stmt.args.map(expr).join(', ')})`
      if (stmt.sorts !== undefined) return [`sort ${names(stmt.sorts)} by ${call}`]
      return [stmt.local === null ? call : `${names(stmt.local)} = ${call}`]
    }
    case 'if': {
      const otherwise = stmt.else.length > 0 ? ['} else {', ...block(stmt.else)] : []
      return [`if (${expr(stmt.test)}) {`, ...block(stmt.then), ...otherwise, '}']
    }
    case 'loop':
      return printLoop(stmt, names)
    case 'switch': {
      const cases = stmt.cases.flatMap(({ test, body }) => [
        `  ${test === null ? 'default' : `case ${expr(test)}`}:`,
        ...block(body).map(line => `  ${line}`),
      ])
      return [`L${stmt.label}: switch (${expr(stmt.discriminant)}) {`, ...cases, '}']
    }
    case 'block':
      return [`L${stmt.label}: {`, ...block(stmt.body), '}']
    case 'break':
    case 'continue':
      return [`${stmt.kind} L${stmt.label}`]
    case 'return':
      return [stmt.value === null ? 'return' : `return ${expr(stmt.value)}`]
    case 'set-global':
      return [`global ${stmt.value.type} ${stmt.global} = ${expr(stmt.value)}`]
    case 'output':
      return [`output ${stmt.slot} = ${expr(stmt.value)}`]
    case 'throw':
      return [stmt.site === 'restart' ? 'restart' : `throw ${stmt.site}`]
  }
}

function printWideStore({ wide }: Stmt<unknown> & { readonly kind: 'store' }): string {
  if (!wide) return ''
  return wide.op === 'v128.store' ? printWide(wide.op) : `${printWide(wide.op)} ${wide.lane}`
}

/** Short updates stand in the head as in JavaScript; longer ones follow the body. */
function printLoop<T extends string>(
  stmt: Stmt<T> & { readonly kind: 'loop' },
  names: LocalNames,
): readonly string[] {
  const lines = (list: readonly Stmt<T>[]) => list.flatMap(s => printStmt(s, names))
  const indent = (list: readonly string[]) => list.map(line => `  ${line}`)
  const update = lines(stmt.update)
  const isShort = update.length === stmt.update.length
  const head = `L${stmt.label}: for (; ${printExpr(stmt.test, names)}; ${isShort ? update.join(', ') : ''}) {`
  const tail = isShort ? ['}'] : ['} update {', ...indent(update), '}']
  return [head, ...indent(lines(stmt.body)), ...tail]
}

function printHost(callee: HostFunction): string {
  if (typeof callee !== 'string') return callee.name
  return isDraw(callee) ? hostInfo(callee).called : callee
}
