import { resultLengthGlobal, statusGlobal, tableGlobalPrefix } from '../abi/names.js'
import type { Kernel, Local } from '../ir/kernel.js'
import { tableLength } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'

/** The variables of one local: an array is a pointer and a length in elements. A table's length is its literal. */
export interface LocalNames {
  readonly value: string
  readonly length: string
}

/**
 * Hands out names that are still free. What comes from the user starts with `$`, so that it meets neither AssemblyScript's
 * builtins and keywords nor the prelude.
 */
export class NameSpace {
  readonly #taken: Set<string>

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken)
  }

  /** The wanted name, numbered from 2 where it, or one of the names derived from it, is taken. */
  claim(wanted: string, derived: readonly string[] = []): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`
      const all = [name, ...derived.map(suffix => name + suffix)]
      if (all.some(one => this.#taken.has(one))) continue
      for (const one of all) this.#taken.add(one)
      return name
    }
  }

  /** A name space in which all names of this one are taken. */
  nested(): NameSpace {
    return new NameSpace(this.#taken)
  }
}

/** A user's name as AssemblyScript takes it. */
export function mangle(name: string): string {
  return `$${plain(name)}`
}

/** The names of every local of a function, by local id. */
export function nameLocals(
  locals: readonly Local<ValueType>[],
  kernel: Kernel<ValueType>,
  names: NameSpace,
): readonly LocalNames[] {
  return locals.map(local => {
    if (!isArray(local.type)) return { value: names.claim(mangle(local.name)), length: '' }
    const value = names.claim(mangle(local.name), ['_n'])
    const table = local.table === undefined ? undefined : kernel.tables[local.table]
    return { value, length: table ? String(tableLength(table)) : `${value}_n` }
  })
}

/** Export names: the kernel's own, kept clear of the globals that the program exports beside them. */
export function exportNames(kernels: readonly Kernel<ValueType>[], tableCount: number): readonly string[] {
  const tables = Array.from({ length: tableCount }, (_, n) => `${tableGlobalPrefix}${n}`)
  const names = new NameSpace([statusGlobal, resultLengthGlobal, 'memory', ...tables])
  return kernels.map(kernel => names.claim(plain(kernel.name)))
}

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9_$]/gu, '_').replace(/^(?=\d)/, '_')
}
