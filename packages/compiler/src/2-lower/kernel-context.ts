import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Refusal, refuse } from '../diagnostics/diagnostic.js'
import type { ArrayMember } from '../ir/array-members.js'
import { familiesWith } from '../ir/array-members.js'
import type { LocalId } from '../ir/expr.js'
import type { Called, KernelFunction, Table, ThrowSite } from '../ir/kernel.js'
import type { LeafSource, MethodLeaf, MissingLeaf } from '../ir/leaf.js'
import type { MarkedFunction, ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { FunctionId } from '../ir/stmt.js'
import type { NestedArray, TypeVar } from '../ir/types.js'
import type { Host } from './hosts/host.js'
import type { Lifted } from './lift-functions/lifted.js'
import type { Expr } from './lowered.js'
import type {
  CallbackValue,
  Frame,
  NothingValue,
  ObjectResult,
  ObjectValue,
  TextValue,
} from './values/value.js'

/** A value that must not be `undefined` in JavaScript; decided when the whole kernel is known. */
export interface DefinedCheck {
  readonly inFunction: FunctionId
  readonly value: Expr
  readonly otherwise: Diagnostic
}

/** A function that becomes part of the kernel, under the name it is called by. */
export interface FunctionSource {
  readonly node: t.Function
  readonly name: string
  /** The module it stands in: helpers may be imported. */
  readonly module: ParsedModule
  /** What it became, where it was lowered as a part of another function. */
  readonly lowered?: KernelFunction<TypeVar>
  /** What it is given of the functions around it, where it captures variables. */
  readonly lifted?: Lifted
}

/** Which functions use variables of a function around them that is part of the kernel, as far as that is known. */
export interface CaptureAnswers {
  readonly marked: t.Function
  readonly known: Map<t.Function, boolean>
}

// Characters of source in inlined bodies, every copy counted.
const mostInlined = 100_000

/** What the functions of one kernel share while they are lowered. */
export class KernelContext {
  readonly marked: MarkedFunction
  /** Functions in the order of their ids; the entry is the first. Grows as calls are met. */
  readonly functions: FunctionSource[]
  readonly tables: Table[] = []
  readonly throws: ThrowSite[] = []
  /** Functions that the caller passes in, or that stay JavaScript. */
  readonly callbacks: Called[] = []
  /** Functions outside the marked one that are to be called in JavaScript, and those that are. */
  readonly hosts: readonly Host[]
  readonly hosted = new Map<Binding, CallbackValue>()
  /** Calls that JavaScript makes as they are written, by what they are passed. */
  readonly sites = new Map<string, CallbackValue>()
  /** Whether the marked function is called in its own kernel. */
  callsItself = false
  readonly problems: Diagnostic[] = []
  /** Expressions that use what a refused statement would have set: nothing more is said of them. */
  readonly undone: SourceRange[] = []
  private refused = 0
  readonly definedChecks: DefinedCheck[] = []
  /** What parameters of helpers, as `function:position`, are given, whatever their type says. */
  readonly givenTypes = new Map<string, 'char' | 'point' | 'DataView' | NestedArray>()
  /** Leaves of the caller's objects that matter to the call, and objects that were looked into. */
  readonly givenReads = new Set<LocalId>()
  readonly givenObjects = new Map<ObjectValue, SourceRange>()
  /** Where the caller's objects come from. */
  readonly givenSources = new Map<ObjectValue, LeafSource>()
  /** Calls of `pop` and `shift` of which somebody asks whether they gave an element. */
  readonly asked = new Set<t.Node>()
  /** Places of the caller's objects where nothing is, or a known string, and all that has to be missing for a call to fit. */
  readonly givenMissing = new Map<NothingValue | TextValue, MissingLeaf>()
  readonly missing = new Set<MissingLeaf>()
  /** What the marked method is called on, and the methods of it that are compiled in. */
  receiver: ObjectValue | null = null
  readonly methods = new Map<string, MethodLeaf>()
  /** What the entry returns where that is an object. */
  objectResult: ObjectResult | null = null
  /** Whether the entry returns `undefined` or `null` somewhere, as a value. */
  mayGiveNothing = false
  /** Numbers that may be read before they have a value, by the places of their declarations. */
  readonly mayMiss = new Set<string>()
  /** Functions that some `try` block calls: what they throw may be caught. */
  readonly calledInTry = new Set<FunctionId>()
  /** Functions that may call one that the caller passed in, of those that were lifted. */
  readonly callsBack = new Set<FunctionId>()
  /** Of frames that stand for others while a lifted function is lowered, the others. */
  readonly origins = new Map<Frame, Frame>()
  /** Whether it calls methods of arrays that were passed in, which a subclass may have replaced. */
  usesMethods = false
  readonly members = new Map<string, ArrayMember>()
  private readonly tableIds = new Map<Binding | string, number>()
  readonly captures: CaptureAnswers
  private inlined = 0

  /** `entry`: what the kernel begins with, where that is not the marked function. */
  constructor(marked: MarkedFunction, entry: t.Function = marked.path.node, hosts: readonly Host[] = []) {
    this.marked = marked
    this.hosts = hosts
    this.captures = { marked: marked.path.node, known: new Map() }
    this.functions = [{ node: entry, name: marked.name, module: marked.module }]
  }

  /** The id of a function of this kernel; asking for it pulls the function in. */
  functionId(source: FunctionSource): FunctionId {
    const origin = source.lifted?.origin
    const known = this.functions.findIndex(
      ({ node, lowered, lifted }) => node === source.node && !lowered && lifted?.origin === origin,
    )
    return known >= 0 ? known : this.functions.push(source) - 1
  }

  /** Adds a function that is there already. */
  addLowered(source: Required<Omit<FunctionSource, 'lifted'>>): FunctionId {
    return this.functions.push(source) - 1
  }

  /** Notes that what arrays of a kind have under a name is compiled in. */
  noteMember(kind: TypeVar, name: string): void {
    for (const of of familiesWith(name, kind)) this.members.set(`${of} ${name}`, { of, name })
  }

  tableId(binding: Binding | string, make: () => Table): number {
    const known = this.tableIds.get(binding)
    if (known !== undefined) return known
    const id = this.tables.push(make()) - 1
    this.tableIds.set(binding, id)
    return id
  }

  /** Notes that one more copy of a body is lowered; refuses where the copies become too many. */
  countInlined(node: t.Function, name: string, at: SourceRange): void {
    // About a byte of Wasm per character of source; V8 optimises no function of more than some hundred kilobytes.
    this.inlined += (node.end ?? 0) - (node.start ?? 0)
    if (this.inlined > mostInlined) refuse(diagnose('lower/inline-size', at, name))
  }

  throwSite(site: ThrowSite): number {
    return this.throws.push(site) - 1
  }

  /** Runs one step of lowering; what it refuses is noted, so that one report names every problem. */
  attempt<R>(step: () => R, otherwise: R): R {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refused += 1
      // An inlined body is lowered, and may be refused, more than once.
      const known = new Set(this.problems.map(problemKey))
      const found = [error.diagnostic, ...error.further].filter(
        problem => !known.has(problemKey(problem)) && !this.undone.some(use => holds(use, problem.at)),
      )
      this.problems.push(...found)
      return otherwise
    }
  }

  /** Does the same with a statement that may set variables, the functions that are inlined into it included. */
  attemptSetting(step: () => void, undone: () => readonly SourceRange[]): void {
    const before = this.refused
    this.attempt(step, undefined)
    if (this.refused > before) this.undone.push(...undone())
  }
}

function holds(use: SourceRange, { file, start, end }: SourceRange): boolean {
  return use.file === file && use.start <= start && end <= use.end
}

function problemKey({ code, at, message }: Diagnostic): string {
  return `${code} ${at.file} ${at.start} ${at.end} ${message}`
}
