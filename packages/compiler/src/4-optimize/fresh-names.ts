import type { LocalId } from '../ir/expr.js'
import type { KernelFunction, Local } from '../ir/kernel.js'
import type { LabelId, Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/** Locals and labels that a pass adds to a function. */
export class FreshNames {
  readonly locals: Local<ValueType>[]
  readonly #localCount: number
  #lastLabel = -1

  constructor(fn: KernelFunction<ValueType>) {
    this.locals = [...fn.locals]
    this.#localCount = fn.locals.length
    forEachStmt(fn.body, stmt => {
      if ('label' in stmt) this.#lastLabel = Math.max(this.#lastLabel, stmt.label)
    })
  }

  /** Adds a local of this type, called like the one it stands in for. */
  addLocal(name: string, type: ValueType, at: Local<ValueType>['at']): LocalId {
    return this.locals.push({ name, type, origin: 'temp', at }) - 1
  }

  typeOf(local: LocalId): ValueType {
    return this.locals[local]?.type ?? 'void'
  }

  nameOf(local: LocalId): string {
    return this.locals[local]?.name ?? 'value'
  }

  newLabel(): LabelId {
    return ++this.#lastLabel
  }

  /** A new label for each statement in a list that has one. */
  relabelling(list: readonly Stmt<ValueType>[]): ReadonlyMap<LabelId, LabelId> {
    const labels = new Map<LabelId, LabelId>()
    forEachStmt(list, stmt => {
      if (stmt.kind === 'loop' || stmt.kind === 'switch' || stmt.kind === 'block') {
        labels.set(stmt.label, this.newLabel())
      }
    })
    return labels
  }

  get isEmpty(): boolean {
    return this.locals.length === this.#localCount
  }
}

/** A statement whose label, or the one it jumps to, is renamed; labels around the list keep their names. */
export function relabel(stmt: Stmt<ValueType>, labels: ReadonlyMap<LabelId, LabelId>): Stmt<ValueType> {
  return 'label' in stmt ? { ...stmt, label: labels.get(stmt.label) ?? stmt.label } : stmt
}
