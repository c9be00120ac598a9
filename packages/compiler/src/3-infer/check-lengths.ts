import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { Expr, LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { resizesRows } from '../ir/resizes-rows.js'
import type { LabelId, Stmt } from '../ir/stmt.js'
import { forEachStmt, namedArrays, stmtExprs } from '../ir/stmt-walk.js'
import type { JsType } from '../ir/types.js'
import { isArray, isNestedArray } from '../ir/types.js'

/**
 * Refuses a kernel where an array gets another length and that would show under another name: a local holds the array's
 * address and length as they were. Refuses it too where the array may come from outside the function, whose holders
 * would not see it at all.
 */
export function checkLengths(kernel: Kernel<JsType>): void {
  const growsRows = resizesRows(kernel)
  for (const fn of kernel.functions) if (changes(fn)) new LengthFlow(fn, growsRows).run()
}

function changes(fn: KernelFunction<JsType>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    found ||= stmt.kind === 'resize' || stmt.kind === 'store-row'
  })
  return found
}

/**
 * What may be true at a point: `a=b`, both may hold one array; `a<`, it may come from outside; `a!`, its array may have got
 * another length under another name; `a#`, it may be a row of an array of arrays, which holds its length too; `a^`, it may
 * have rows that come from outside. `null` where control never comes.
 */
type Facts = ReadonlySet<string>
type State = Facts | null

class LengthFlow {
  private readonly fn: KernelFunction<JsType>
  /** Whether rows get another length somewhere: then every row tells how many places it stands in. */
  private readonly growsRows: boolean
  private readonly exits = new Map<LabelId, Facts>()

  constructor(fn: KernelFunction<JsType>, growsRows: boolean) {
    this.fn = fn
    this.growsRows = growsRows
  }

  run(): void {
    const outside = this.fn.locals.flatMap(({ type, origin, isOwn }, id) => {
      const isGiven = (this.fn.params.includes(id) && !isOwn) || origin === 'table'
      return isArray(type) && isGiven ? [`${id}<`] : []
    })
    this.list(this.fn.body, new Set(outside))
  }

  private list(stmts: readonly Stmt<JsType>[], before: State): State {
    let state = before
    for (const stmt of stmts) state = state && this.stmt(stmt, state)
    return state
  }

  private stmt(stmt: Stmt<JsType>, facts: Facts): State {
    for (const expr of stmtExprs(stmt)) this.read(expr, facts)
    for (const array of namedArrays(stmt)) this.use(array, stmt, facts)
    switch (stmt.kind) {
      case 'set':
        return isArray(stmt.value.type) ? bind(facts, stmt.local, arraysIn(stmt.value)) : facts
      case 'new-array':
        return bind(facts, stmt.local, [])
      case 'view':
        return bind(facts, stmt.local, [stmt.array])
      case 'row': {
        const isOutside = facts.has(`${stmt.array}<`) || facts.has(`${stmt.array}^`)
        return mark(bind(facts, stmt.local, []), stmt.local, isOutside ? '#<' : '#')
      }
      case 'store-row':
        return this.storeRow(stmt, facts)
      case 'bulk':
        return this.copyRows(stmt, facts)
      case 'call':
        return this.call(stmt, facts)
      case 'resize':
        return this.resize(stmt, facts)
      case 'if':
        return join(this.list(stmt.then, facts), this.list(stmt.else, facts))
      case 'loop':
        return this.loop(stmt, facts)
      case 'switch':
        return this.switch(stmt, facts)
      case 'block':
        return join(this.list(stmt.body, facts), this.taken(stmt.label))
      case 'break':
        return this.leave(stmt.label, facts)
      case 'continue':
        return this.leave(~stmt.label, facts)
      case 'return':
      case 'throw':
        return null
      default:
        return facts
    }
  }

  private resize(stmt: Stmt<JsType> & { readonly kind: 'resize' }, facts: Facts): Facts {
    const { array, at } = stmt
    if (facts.has(`${array}<`)) refuse(diagnose('infer/given-length', at, this.nameOf(array)))
    const isRow = facts.has(`${array}#`)
    if (isRow && !stmt.holder) refuse(diagnose('infer/row-length', at, this.nameOf(array)))
    // Any other row may be this one, where it does not stand in one place alone.
    const isOwn = stmt.holder !== undefined && this.isOwn(stmt.holder.array)
    const rows =
      isRow && !isOwn
        ? this.fn.locals.flatMap((_, id) => (facts.has(`${id}#`) && id !== array ? [id] : []))
        : []
    const others = [...holdersOf(facts, array), ...rows]
    return new Set([...facts, ...others.map(other => `${other}!`)])
  }

  private storeRow({ array, row, at }: Stmt<JsType> & { readonly kind: 'store-row' }, facts: Facts): Facts {
    if (facts.has(`${array}<`)) refuse(diagnose('infer/given-rows', at, this.nameOf(array)))
    const rows = arraysIn(row)
    const isOutside = rows.some(one => facts.has(`${one}<`))
    if (isOutside && this.growsRows) refuse(diagnose('infer/row-length', at, this.nameOf(rows[0] ?? array)))
    const held = rows.reduce((known, one) => mark(known, one, '#'), facts)
    return isOutside ? mark(held, array, '^') : held
  }

  /** All rows of one array of arrays may be those of another. */
  private copyRows({ array, from, at }: Stmt<JsType> & { readonly kind: 'bulk' }, facts: Facts): Facts {
    if (!isNestedArray(this.typeOf(array))) return facts
    if (this.growsRows) refuse(diagnose('infer/row-length', at, 'a row of this array'))
    const isOutside = facts.has(`${from}<`) || facts.has(`${from}^`)
    return isOutside ? mark(facts, array, '^') : facts
  }

  /** A function gives back a new array, one that it was given, or a row of such a one. */
  private call(stmt: Stmt<JsType> & { readonly kind: 'call' }, facts: Facts): Facts {
    const given = stmt.args.flatMap(arraysIn)
    if (given.some(array => this.isOwn(array))) return this.callWithList(stmt, given, facts)
    const { local } = stmt
    const result = local !== null && isArray(this.typeOf(local)) ? local : null
    const bound = result === null ? facts : bind(facts, result, given)
    const nested = [...given, ...(result === null ? [] : [result])].filter(array =>
      isNestedArray(this.typeOf(array)),
    )
    if (nested.length === 0) return bound
    const isOutside = given.some(array => facts.has(`${array}<`) || facts.has(`${array}^`))
    const rows = [...given, ...(result === null ? [] : [result])].filter(array => !nested.includes(array))
    const held = rows.reduce((known, row) => mark(known, row, isOutside ? '#<' : '#'), bound)
    return isOutside ? nested.reduce((known, array) => mark(known, array, '^'), held) : held
  }

  /** A list that travels to a function of the kernel and back may have another length then. */
  private callWithList(
    { at, local }: Stmt<JsType> & { readonly kind: 'call' },
    given: readonly LocalId[],
    facts: Facts,
  ): Facts {
    const shared = given.find(array => facts.has(`${array}#`))
    const result = local !== null && isArray(this.typeOf(local)) ? local : undefined
    const other = shared ?? result
    // The callee would not see that it has the list under another name too.
    if (other !== undefined) refuse(diagnose('infer/shared-length', at, this.nameOf(other)))
    const rows = this.fn.locals.flatMap((_, id) => (facts.has(`${id}#`) ? [`${id}!`] : []))
    return new Set([...facts, ...rows])
  }

  private isOwn(local: LocalId): boolean {
    return this.fn.locals[local]?.isOwn === true
  }

  private loop(stmt: Stmt<JsType> & { readonly kind: 'loop' }, entry: Facts): State {
    let head = entry
    for (;;) {
      this.read(stmt.test, head)
      const end = join(this.list(stmt.body, head), this.taken(~stmt.label))
      const next = join(head, this.list(stmt.update, end)) ?? head
      // A `while (true)` never leaves by its test, which costs nothing but precision here.
      if (next.size === head.size) return join(head, this.taken(stmt.label))
      head = next
    }
  }

  private switch(stmt: Stmt<JsType> & { readonly kind: 'switch' }, facts: Facts): State {
    let fallen: State = null
    for (const c of stmt.cases) fallen = this.list(c.body, join(fallen, facts))
    return join(join(fallen, facts), this.taken(stmt.label))
  }

  private leave(label: LabelId, facts: Facts): null {
    this.exits.set(label, join(this.exits.get(label) ?? null, facts) ?? facts)
    return null
  }

  private taken(label: LabelId): State {
    const facts = this.exits.get(label) ?? null
    this.exits.delete(label)
    return facts
  }

  private read(expr: Expr<JsType>, facts: Facts): void {
    forEachLocal(expr, (local, use) => this.use(local, use, facts))
  }

  private use(local: LocalId, { at }: { readonly at: Stmt<JsType>['at'] }, facts: Facts): void {
    if (facts.has(`${local}!`)) refuse(diagnose('infer/shared-length', at, this.nameOf(local)))
  }

  private typeOf(local: LocalId): JsType {
    return this.fn.locals[local]?.type ?? 'number'
  }

  private nameOf(local: LocalId): string {
    const { name = '', origin = 'temp' } = this.fn.locals[local] ?? {}
    return origin === 'temp' ? 'this array' : `\`${name}\``
  }
}

/** A local holds one of other locals' arrays now, or none of them. */
function bind(facts: Facts, local: LocalId, sources: readonly LocalId[]): Facts {
  const others = new Set(sources.flatMap(source => [source, ...holdersOf(facts, source)]))
  others.delete(local)
  const keepsOwn = sources.includes(local)
  const kept = keepsOwn ? [...facts] : [...facts].filter(fact => !localsOf(fact).includes(local))
  const marks = ['<', '#', '^'].filter(sign => sources.some(source => facts.has(`${source}${sign}`)))
  const shared = [...others].flatMap(other => [`${local}=${other}`, `${other}=${local}`])
  return new Set([...kept, ...shared, ...marks.map(sign => `${local}${sign}`)])
}

function localsOf(fact: string): readonly LocalId[] {
  return fact.split(/[=<!#^]/).flatMap(part => (part === '' ? [] : [Number(part)]))
}

/** Notes something of the array that a local holds, under all its names. */
function mark(facts: Facts, local: LocalId, signs: string): Facts {
  const names = [local, ...holdersOf(facts, local)]
  return new Set([...facts, ...names.flatMap(name => [...signs].map(sign => `${name}${sign}`))])
}

/** The other locals that may hold the array of this one. */
function holdersOf(facts: Facts, local: LocalId): readonly LocalId[] {
  const start = `${local}=`
  return [...facts].flatMap(fact => (fact.startsWith(start) ? [Number(fact.slice(start.length))] : []))
}

/** The array locals whose array an expression may be. */
function arraysIn(expr: Expr<JsType>): readonly LocalId[] {
  if (!isArray(expr.type)) return []
  if (expr.kind === 'local') return [expr.local]
  return expr.kind === 'conditional' ? [...arraysIn(expr.then), ...arraysIn(expr.else)] : []
}

function join(a: State, b: State): State {
  if (a === null) return b
  if (b === null) return a
  return new Set([...a, ...b])
}
