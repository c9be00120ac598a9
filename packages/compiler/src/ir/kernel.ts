import type { ArrayMember } from './array-members.js'
import type { LocalId } from './expr.js'
import type { Coverage } from './extent.js'
import type { FastmathFlag } from './fastmath.js'
import type { LeafSource, MethodLeaf, MissingLeaf, OutputSlot, ResultShape } from './leaf.js'
import type { Section } from './section.js'
import type { SourceRange } from './source-range.js'
import type { Stmt } from './stmt.js'
import type { ArrayKind, NumberType, TypedArrayName } from './types.js'

/** Of int32: `short` from -65536 to 65535, `natural` none below 0. */
export type IntegerRange = 'short' | 'natural'

/** A variable of one function. `table` means: holds `Kernel.tables[table]` from the start and is never assigned. */
export interface Local<T> {
  readonly name: string
  readonly type: T
  readonly origin: 'param' | 'variable' | 'temp' | 'table'
  readonly table?: number
  /** A number the user promised by an alias type or signature (`n: i32`); checked at entry. Parameters only. */
  readonly promised?: NumberType
  /** Of an entry parameter: calls fit that give such a whole number, and others run otherwise. */
  readonly fits?: IntegerRange
  /** Of an entry parameter: an array that JavaScript makes for this very call, so that nobody else has it; its rows they may. */
  readonly isFresh?: true
  /** Of an array of arrays that a list travels in between functions of the kernel: the kernel made it, and that row. */
  readonly isOwn?: true
  /** Where an entry parameter comes from; without it, it is the argument in its position. */
  readonly source?: LeafSource
  readonly at: SourceRange
}

/** One function of a kernel. A local's id is its position in `locals`. */
export interface KernelFunction<T> {
  readonly name: string
  readonly params: readonly LocalId[]
  readonly locals: readonly Local<T>[]
  readonly result: T
  readonly body: readonly Stmt<T>[]
  readonly at: SourceRange
}

/** A constant array. It lives in Wasm memory once; its values never change. */
export interface Table {
  readonly name: string
  readonly element: TypedArrayName | 'string'
  readonly values: readonly (number | bigint)[]
  /** Of an array of arrays, whose rows stand here one behind the other: how many elements each of them has. */
  readonly rowLength?: number
}

/** What the locals of a table are. */
export function tableType({ element, rowLength }: Table): ArrayKind {
  return element === 'string' || rowLength === undefined ? element : `${element}[]`
}

/** The length of a table: of one of rows, how many these are. */
export function tableLength({ values, rowLength = 1 }: Table): number {
  return values.length / rowLength
}

/** A `throw new Ctor(message)`; without a message the error has none. */
export interface ThrowSite {
  readonly constructor:
    | 'Error'
    | 'RangeError'
    | 'TypeError'
    | 'SyntaxError'
    | 'EvalError'
    | 'ReferenceError'
    | 'URIError'
  readonly message: string | null
  readonly at: SourceRange
}

/**
 * A marked function being compiled for one signature, with the helpers it reaches. `functions[0]` is the entry.
 * `T` is what is known about types: `TypeVar` after lowering, `JsType` after `inferTypes`, `ValueType` after
 * `narrowNumbers`.
 */
export interface Kernel<T> {
  /** Unique in its module; also the export's name. */
  readonly name: string
  readonly functions: readonly KernelFunction<T>[]
  readonly tables: readonly Table[]
  readonly throws: readonly ThrowSite[]
  /** The result the user declared (`i32(i32)`): the value is wrapped or rounded to it. */
  readonly declaredResult: NumberType | 'bool' | null
  /** Whether it relies on the methods of arrays that are passed in, which a subclass such as Node's Buffer replaces. */
  readonly usesMethods?: boolean
  /** What it relies on of those that arrays have by name, whoever made them. */
  readonly members?: readonly ArrayMember[]
  readonly options: KernelOptions
  /** The functions in JavaScript that it calls, by slot. */
  readonly callbacks?: readonly Called[]
  /** What must be `undefined` or `null` for a call to fit. */
  readonly missing?: readonly MissingLeaf[]
  /** The methods of the caller's object that are compiled in. */
  readonly methods?: readonly MethodLeaf[]
  /** Typed arrays of the caller's that are filled before they are read, by position among the entry's parameters. */
  readonly covered?: ReadonlyMap<number, Coverage>
  /** Typed arrays of the caller's of which a call touches no more than a part, by position among the entry's parameters. */
  readonly sections?: ReadonlyMap<number, Section>
  /**
   * Where all it does is one loop over its typed arrays, each turn with elements of its own: how many of each, by position
   * among the entry's parameters.
   */
  readonly blocks?: ReadonlyMap<number, number>
  /** What `output` statements leave for the glue, by slot. */
  readonly outputs?: readonly OutputSlot[]
  /** Of a result that is made of output slots; the entry itself returns nothing then. */
  readonly resultShape?: ResultShape
}

/** What the kernel calls in JavaScript: a function that it is given, or one call of the user's text. */
export type Called = CallbackSource | HostSite

/** Where a function that the kernel calls comes from. */
export interface CallbackSource {
  readonly kind: 'function'
  readonly source: LeafSource
  readonly gives: 'number' | 'boolean' | null
  /** Of a function that the marked one names itself, and no caller passes in. */
  readonly hosted?: Hosted
}

/** One call: the name, the offset where its arguments begin, and how many there are. */
export interface HostedCall {
  readonly at: SourceRange
  readonly inside: number
  readonly count: number
}

/** A function that stands outside the marked one and stays JavaScript. */
export interface Hosted {
  /** Everywhere in the marked function where its name is called. */
  readonly calls: readonly HostedCall[]
  /** Whether the name may mean another function at every call, or none. */
  readonly isLive: boolean
}

/**
 * A call of the user's text that JavaScript makes as it is written: it looks up what is called, and makes what that is
 * passed, of numbers and booleans that the kernel has and of what the caller gave.
 */
export interface HostSite {
  readonly kind: 'site'
  /** What is called, as it is written. */
  readonly name: string
  /** The whole call. */
  readonly at: SourceRange
  /** Its text; a number stands for the parameter in that position. */
  readonly text: readonly (string | number)[]
  /** What the kernel passes, under the names that the text has for it; `null` where the text has an expression. */
  readonly params: readonly (string | null)[]
  /** What the text names that neither the module nor the kernel has. */
  readonly given: readonly { readonly name: string; readonly source: LeafSource }[]
  readonly gives: 'number' | 'boolean' | null
  /** Whether it is only asked whether what the call gives is true. */
  readonly isTest: boolean
  /** Whether it is a statement, begins one, or neither: a line may go on where the next one begins with a parenthesis. */
  readonly lead: 'whole' | 'first' | 'inner'
}

/** What of the caller's it takes to call this. */
export function sourcesOf(called: Called): readonly LeafSource[] {
  return called.kind === 'site' ? called.given.map(({ source }) => source) : [called.source]
}

/** Whether the marked function names it itself, and no caller passes it in. */
export function isOwnCall(called: Called | undefined): boolean {
  return called?.kind === 'site' || called?.hosted !== undefined
}

/** The words after a marker, or the fields of `jit(fn, { … })`. */
export interface KernelOptions {
  readonly strict: boolean
  /** Empty: floats are computed as they are written. */
  readonly fastmath: readonly FastmathFlag[]
  readonly parallel: boolean
  readonly inline: boolean
  readonly off: boolean
  readonly unchecked: boolean
  readonly math: 'exact' | 'native'
  /** Declared signatures as written, e.g. `i32(i32, f64)`; empty: from the types in the source. */
  readonly signatures: readonly string[]
}
