import type { Binding } from '@babel/traverse'
import type { LocalId } from '../../ir/expr.js'
import type { PlainArray, TypeVar } from '../../ir/types.js'
import type { Frame, StaticValue } from '../values/value.js'

/** A variable of a function around, or a field of the object that it always holds. */
export interface Source {
  readonly binding: Binding
  readonly field: string | null
}

/** A variable that a lifted function is given, and how. */
export type Given =
  | (Source & { readonly kind: 'value'; readonly type: TypeVar })
  /** It may be assigned: the value travels in the only element of an array, before and after every call. */
  | (Source & { readonly kind: 'cell'; readonly holds: CellType })
  /** It may get another length: it travels as the only row of an array of arrays. */
  | (Source & { readonly kind: 'list'; readonly type: PlainArray })
  /** What lowering knows by itself. */
  | { readonly kind: 'known'; readonly binding: Binding; readonly value: StaticValue }

export type CellType = 'number' | 'boolean'

/** How a function that captures variables and calls itself became one of its own. */
export interface Lifted {
  /** The frame it was defined in, which tells it from other copies of it. */
  readonly origin: Frame
  /** What stands for that frame and those around it while the function is lowered. */
  readonly outer: Frame
  readonly given: readonly Given[]
}

/** A variable that travels in an array: its local, and the array's. A `list` is a row of it. */
export interface Cell {
  readonly local: LocalId
  readonly array: LocalId
  readonly holds: CellType | 'list'
}

/** What its locals are called after. */
export function sourceName({ binding, field }: Source): string {
  const { name } = binding.identifier
  return field === null ? name : `${name}_${field.replaceAll(/\W/g, '_')}`
}
