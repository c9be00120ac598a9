import type { TypedArrayName } from '../../ir/types.js'
import type { Alternatives } from './alternatives.js'

/** What the uses of a value show of it. Filled in while the uses are read. */
export class Uses {
  isNumber = false
  isBigint = false
  isBoolean = false
  /** Only asked whether it is truthy: a boolean or a number. */
  isTested = false
  isString = false
  /** Read or written by the methods of a DataView. */
  isView = false
  isArray = false
  /** Has elements added or removed: an ordinary array. */
  grows = false
  /** Typed arrays it is compared with by `instanceof`. */
  readonly kinds = new Set<TypedArrayName>()
  /** Typed arrays that the module makes for fields of its name. */
  readonly assigned = new Set<TypedArrayName>()
  /** Types helpers declare for it. */
  readonly declared: Alternatives[] = []
  readonly fields = new Map<string, Uses>()
  private ofElements: Uses | null = null
  /** The uses of what it gives, where it is called. */
  given: Uses | null = null

  /** The uses of its elements. */
  get element(): Uses {
    this.ofElements ??= new Uses()
    return this.ofElements
  }

  field(name: string): Uses {
    const uses = this.fields.get(name) ?? new Uses()
    this.fields.set(name, uses)
    return uses
  }

  /** Elements under bitwise operators: an array of integers. */
  isInteger = false
  /** Elements of a sum that a bitwise operator takes: most likely integers. */
  isSummed = false
}
