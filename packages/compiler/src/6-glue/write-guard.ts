import type { RowKind, ValueType } from '../ir/types.js'
import { elements, isArray, isNestedArray, isPlainArray, rowKind } from '../ir/types.js'

/** What a guard names of the value it tests. */
export interface GuardNames {
  readonly value: string
  /** The expression that gives the tag of a typed array. */
  readonly tag: string
  /** The variable that takes the rows of an array of arrays. */
  readonly rows: string
  readonly runtime: string
  /** The runtime's function that gives tags. */
  readonly tagger: string
  /** Further tests of each row, which is called `row`. */
  readonly ofRow: readonly string[]
}

/** The test that a value is what a parameter of this type takes, as a JavaScript expression. Arrays go by their tag. */
export function writeGuard(names: GuardNames, type: ValueType): string {
  const { value, tag, rows, runtime } = names
  if (isNestedArray(type)) {
    const kind = rowKind(type)
    return `(${rows} = ${runtime}.rowsOf(${value}, ${elements[kind].bytes}, ${writeRowTest(names, kind)}))`
  }
  if (isPlainArray(type)) return `${runtime}.isPlain(${value})`
  if (type === 'DataView') return `${runtime}.isView(${value})`
  if (type === 'string') return `typeof ${value} === "string"`
  if (isArray(type)) return `${tag} === ${JSON.stringify(type)}`
  switch (type) {
    case 'f64':
      return `typeof ${value} === "number"`
    case 'bool':
      return `typeof ${value} === "boolean"`
    case 'void':
      return `${value} === undefined`
    default:
      return `${runtime}.is${type.toUpperCase()}(${value})`
  }
}

/** The function that tests a row, and for typed arrays what it has to give. */
function writeRowTest({ runtime, tagger, ofRow }: GuardNames, kind: RowKind): string {
  const more = ofRow.map(test => ` && ${test}`).join('')
  if (isPlainArray(kind)) return more ? `row => ${runtime}.isPlain(row)${more}` : `${runtime}.isPlain`
  const tag = JSON.stringify(kind)
  const test = more ? `row => ${runtime}.${tagger}(row) === ${tag}${more} && ${tag}` : `${runtime}.${tagger}`
  return `${test}, ${tag}`
}

/** What the Wasm function gave, as the JavaScript value it stands for. */
export function writeResult(value: string, type: ValueType): string {
  switch (type) {
    case 'u32':
      return `${value} >>> 0`
    case 'bool':
      return `${value} !== 0`
    case 'u64':
      // Not `BigInt.asUintN`: the module may have a `BigInt` of its own.
      return `${value} & 0xffffffffffffffffn`
    default:
      return value
  }
}
