import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { Expr, LocalId } from '../ir/expr.js'
import type { Kernel } from '../ir/kernel.js'
import type { FunctionId, Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { JsType } from '../ir/types.js'
import { isNestedArray } from '../ir/types.js'

/**
 * What may be true of a local, `function:local`, and of the result of a function, `function`: `part`, it is a view, or a row of
 * an array of arrays that came from outside; `parts`, it is an array of arrays with such rows; `given`, it is an array of
 * arrays that came from outside itself; `made`, it is one that was made here.
 */
type Fact = 'part' | 'parts' | 'given' | 'made'

/**
 * Refuses a kernel that may return what `subarray` gave: JavaScript's view shares its buffer with the array it was taken
 * of, which an array made from Wasm memory could not. The same goes for a row of an array of arrays that the kernel was
 * given, alone or in a new array of arrays.
 */
export function checkViews(kernel: Kernel<JsType>): void {
  const entry = kernel.functions[0]
  if (!entry) return
  const flow = new ViewFlow(kernel)
  flow.run()
  const isUnknown = flow.has('0', 'made') && (flow.has('0', 'given') || flow.has('0', 'parts'))
  if (flow.has('0', 'part') || isUnknown) refuse(diagnose('infer/returned-view', entry.at, entry.name))
}

class ViewFlow {
  private readonly kernel: Kernel<JsType>
  private readonly facts = new Set<string>()

  constructor(kernel: Kernel<JsType>) {
    this.kernel = kernel
    for (const param of kernel.functions[0]?.params ?? [])
      if (isNestedArray(this.typeOf(0, param))) this.note(`0:${param}`, 'given')
    kernel.functions.forEach(({ locals }, id) => {
      locals.forEach(({ origin, type }, local) => {
        if (origin === 'table' && isNestedArray(type)) this.note(`${id}:${local}`, 'given')
      })
    })
  }

  has(place: string, fact: Fact): boolean {
    return this.facts.has(`${place} ${fact}`)
  }

  run(): void {
    let before = -1
    while (this.facts.size !== before) {
      before = this.facts.size
      this.kernel.functions.forEach((fn, id) => {
        forEachStmt(fn.body, stmt => this.stmt(id, stmt))
      })
    }
  }

  private stmt(id: FunctionId, stmt: Stmt<JsType>): void {
    const place = (local: LocalId) => `${id}:${local}`
    switch (stmt.kind) {
      case 'view':
        return this.note(place(stmt.local), 'part')
      case 'row': {
        const array = place(stmt.array)
        if (this.has(array, 'given') || this.has(array, 'parts')) this.note(place(stmt.local), 'part')
        return
      }
      case 'new-array':
        if (isNestedArray(this.typeOf(id, stmt.local))) this.note(place(stmt.local), 'made')
        return
      case 'store-row':
        for (const row of placesIn(id, stmt.row))
          if (this.has(row, 'part')) this.note(place(stmt.array), 'parts')
        return
      case 'bulk': {
        const from = place(stmt.from)
        const isParts = this.has(from, 'given') || this.has(from, 'parts')
        if (isParts && isNestedArray(this.typeOf(id, stmt.array))) this.note(place(stmt.array), 'parts')
        return
      }
      case 'set':
        return this.assign(placesIn(id, stmt.value), place(stmt.local))
      case 'return':
        return this.assign(stmt.value === null ? [] : placesIn(id, stmt.value), `${id}`)
      case 'output':
        return id === 0 ? this.assign(placesIn(id, stmt.value), '0') : undefined
      case 'call':
        return this.call(id, stmt)
    }
  }

  private call(id: FunctionId, { callee, args, local }: Stmt<JsType> & { readonly kind: 'call' }): void {
    if (typeof callee !== 'number') return
    const params = this.kernel.functions[callee]?.params ?? []
    args.forEach((arg, i) => {
      this.assign(placesIn(id, arg), `${callee}:${params[i]}`)
    })
    if (local !== null) this.assign([`${callee}`], `${id}:${local}`)
  }

  /** What holds of one of the sources holds of the target; of two names for one array of arrays both know its rows. */
  private assign(sources: readonly string[], target: string): void {
    for (const source of sources) {
      for (const fact of ['part', 'parts', 'given', 'made'] as const)
        if (this.has(source, fact)) this.note(target, fact)
      if (this.has(target, 'parts')) this.note(source, 'parts')
    }
  }

  private typeOf(id: FunctionId, local: LocalId): JsType {
    return this.kernel.functions[id]?.locals[local]?.type ?? 'number'
  }

  private note(place: string, fact: Fact): void {
    this.facts.add(`${place} ${fact}`)
  }
}

/** The locals whose array an expression may be. */
function placesIn(id: FunctionId, value: Expr<JsType>): readonly string[] {
  if (value.kind === 'local') return [`${id}:${value.local}`]
  if (value.kind !== 'conditional') return []
  return [...placesIn(id, value.then), ...placesIn(id, value.else)]
}
