import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { ResultShape } from '../../ir/leaf.js'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { LabelId } from '../../ir/stmt.js'
import type { Expr } from '../lowered.js'

/**
 * What lowering gives for an expression: IR where the value is a number, boolean, bigint or array, else a static
 * value, which lowering itself takes apart so that it never reaches the IR.
 */
export type Value = Expr | StaticValue
export type StaticValue =
  | ObjectValue
  | FunctionValue
  | ClassValue
  | CallbackValue
  | NothingValue
  | OptionalValue
  | OptionalObject
  | TextValue

/** Where a name or a field has its value: a local, or a static value. */
export type Place = { readonly kind: 'variable'; readonly local: LocalId } | StaticValue

/**
 * An object whose fields lowering knows by name: a literal, a tuple (fields `0`, `1`, …) or an instance of a class. Two
 * names of one object share this very value, so aliasing is exact.
 */
export interface ObjectValue {
  readonly kind: 'object'
  /** Like the accessors, set once, where an object that is missing at first is seen. */
  shape: 'plain' | 'tuple' | ClassValue
  /** In the order JavaScript lists them. Grows where a new field is assigned. */
  readonly fields: Map<string, Place>
  /** Getters and setters of an object literal; those of a class are its own. */
  accessors: readonly FunctionValue[]
  readonly at: SourceRange
  readonly life: Life
}

/** What happens to one object while it is lowered. */
export interface Life {
  /** Names, fields and half-evaluated expressions that hold it now. None: it is fresh, nobody else can see it. */
  holders: number
  /** Set in a variable declared without a value: a boolean local that is assigned together with the object. */
  proof: LocalId | null
  /** Whether a field was assigned after it was made. */
  isWritten: boolean
  /** Whether other fields stand for the same object, so that none may be assigned. */
  isShared: boolean
  /** Of an object that may be missing: whether none has been seen yet that tells its fields. */
  isOpen: boolean
}

/** A function as a value: its syntax and the variables around it. `frame` is `null` at the top of the module. */
export interface FunctionValue {
  readonly kind: 'function'
  readonly node: t.Function
  /** The module its text stands in. */
  readonly module: ParsedModule
  readonly name: string
  readonly frame: Frame | null
  /** `this` inside it, where it was taken from an object. */
  readonly receiver: Value | null
  /** The class it is a method of: what `super` goes by. */
  readonly home?: ClassValue
}

/** A function that the caller passed in: all there is to know of it is that it is one. */
export interface CallbackValue {
  readonly kind: 'callback'
  readonly name: string
  /** Index into `Kernel.callbacks`. */
  readonly slot: number
  /** What it is declared to give. */
  readonly gives: 'number' | 'boolean' | null
}

/** A class as a value. */
export interface ClassValue {
  readonly kind: 'class'
  readonly node: t.Class
  readonly module: ParsedModule
  readonly name: string
  readonly frame: Frame | null
}

/** `undefined` or `null`. */
export interface NothingValue {
  readonly kind: 'nothing'
  readonly as: 'undefined' | 'null'
  readonly at: SourceRange
}

/** A string of the caller's that the glue compares with this one before the call. */
export interface TextValue {
  readonly kind: 'text'
  readonly text: string
}

/** A number that may be missing: one local for the number, and a boolean one for whether it is there. */
export interface OptionalValue {
  readonly kind: 'optional'
  readonly local: LocalId
  readonly present: LocalId
  /** What it is in JavaScript where it is missing. */
  readonly as: 'undefined' | 'null'
  readonly at: SourceRange
}

/** An object that may be missing: its fields, and a boolean local for whether it is there. */
export interface OptionalObject {
  readonly kind: 'optional-object'
  readonly object: ObjectValue
  readonly present: LocalId
  /** What it is in JavaScript where it is missing. */
  readonly as: 'undefined' | 'null'
  /** Whether it is a variable, which may be read before any object is assigned. */
  readonly isVariable: boolean
  readonly at: SourceRange
}

/** One call that is inlined. */
export interface InlinedCall {
  readonly callee: FunctionValue
  readonly args: readonly Value[]
  /** `this`. */
  readonly receiver: Value | null
  readonly use: 'value' | 'effect'
  readonly at: SourceRange
}

/** Where `break` and `continue` may lead, or a `try` that they pass: its `finish` emits the finally block. */
export type JumpTarget =
  | {
      readonly names: readonly string[]
      readonly kind: 'loop' | 'switch' | 'block'
      readonly label: LabelId
    }
  | { readonly names: readonly []; readonly kind: 'try'; readonly finish: () => void }

/** What `return` does inside an inlined function: the value is put somewhere and the block with this label is left. */
export interface ReturnTarget {
  readonly label: LabelId
  /** Where the value goes; made by the first `return` that is met, `null` before. */
  place: Place | null
  /** Whether some `return` gave a number so far. */
  givesNumber: boolean
  /** Of an object that may be missing: the local that says so, where every `return` so far gave one. */
  wasThere: LocalId | null
}

/**
 * The variables of one call of one function, while its body is lowered: of the kernel function itself, or of a function
 * inlined into it, once per place where it is inlined.
 */
export interface Frame {
  /** The function; the class, where the initial values of its fields are evaluated. */
  readonly node: t.Function | t.Class
  /** The frame in whose function this one is defined; `null` at the top of the module. */
  readonly outer: Frame | null
  /** The frame that called this one; `null` for the kernel function. */
  readonly caller: Frame | null
  readonly places: Map<Binding, Place>
  readonly jumps: JumpTarget[]
  /** `null` in the kernel function, where `return` returns. */
  readonly returns: ReturnTarget | null
  /** `this`; `null` where it is not known. */
  readonly receiver: Value | null
  /** The class whose method or field is lowered; `null` outside of those that lowering found itself. */
  readonly home: ClassValue | null
  /** Expressions of a constructor that are evaluated in every call of it. */
  readonly certain: ReadonlySet<t.Node>
}

/** The frame of the function a variable belongs to, seen from inside `frame`; `null` where there is none. */
export function frameOf(frame: Frame, home: t.Function): Frame | null {
  if (frame.node === home) return frame
  return frame.outer === null ? null : frameOf(frame.outer, home)
}

/** Whether lowering knows a value by its parts, so that the IR never sees it. */
export function isStatic(value: Value | Place): value is StaticValue {
  return staticKinds.has(value.kind)
}

const staticKinds: ReadonlySet<string> = new Set([
  ...['object', 'function', 'class', 'callback', 'nothing', 'optional', 'optional-object', 'text'],
])

/** Whether two static values are one in JavaScript too (`===`). */
export function isSameValue(a: Value | Place, b: Value | Place): boolean {
  if (a.kind === 'function' && b.kind === 'function') return a.node === b.node && a.frame === b.frame
  if (a.kind === 'class' && b.kind === 'class') return a.node === b.node && a.frame === b.frame
  if (a.kind === 'callback' && b.kind === 'callback') return a.slot === b.slot
  if (a.kind === 'nothing' && b.kind === 'nothing') return a.as === b.as
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text
  return a === b
}

/** Notes that one more name, field or waiting expression holds a value. */
export function retain(value: Value | Place): void {
  if (value.kind === 'object') value.life.holders++
  if (value.kind === 'optional-object') value.object.life.holders++
}

/** The opposite of `retain`. */
export function release(value: Value | Place): void {
  if (value.kind === 'object') value.life.holders--
  if (value.kind === 'optional-object') value.object.life.holders--
}

/** What the entry returns where that is an object or tuple: its shape, and a local per output slot. */
export interface ObjectResult {
  readonly shape: ResultShape
  readonly locals: readonly LocalId[]
}
