import type { Kernel, Table } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'

/** The constant tables of a program, equal ones once, and where each kernel's own are among them. */
export interface MergedTables {
  readonly tables: readonly Table[]
  /** By kernel, then by `Kernel.tables` position: the `n` of `table_n`. */
  readonly indexes: readonly (readonly number[])[]
}

/** Merges the tables of all kernels of a program. */
export function mergeTables(kernels: readonly Kernel<ValueType>[]): MergedTables {
  const tables: Table[] = []
  const indexOf = (table: Table) => {
    const known = tables.findIndex(other => sameContent(table, other))
    return known === -1 ? tables.push(table) - 1 : known
  }
  const indexes = kernels.map(kernel => kernel.tables.map(indexOf))
  return { tables, indexes }
}

function sameContent(a: Table, b: Table): boolean {
  return (
    a.element === b.element &&
    a.values.length === b.values.length &&
    a.values.every((value, n) => Object.is(value, b.values[n]))
  )
}
