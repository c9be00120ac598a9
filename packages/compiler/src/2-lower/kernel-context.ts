import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Refusal } from '../diagnostics/diagnostic.js'
import type { Table, ThrowSite } from '../ir/kernel.js'
import type { MarkedFunction, ParsedModule } from '../ir/marked-function.js'
import type { FunctionId } from '../ir/stmt.js'
import type { Expr } from './lowered.js'

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
}

/** What the functions of one kernel share while they are lowered. */
export class KernelContext {
  readonly marked: MarkedFunction
  /** Functions in the order of their ids; the entry is the first. Grows as calls are met. */
  readonly functions: FunctionSource[]
  readonly tables: Table[] = []
  readonly throws: ThrowSite[] = []
  readonly problems: Diagnostic[] = []
  readonly definedChecks: DefinedCheck[] = []
  /** Parameters of helpers, as `function:position`, that are given strings of one code unit, whatever their type says. */
  readonly charParams = new Set<string>()
  /** Functions that some `try` block calls: what they throw may be caught. */
  readonly calledInTry = new Set<FunctionId>()
  private readonly tableIds = new Map<Binding | string, number>()

  constructor(marked: MarkedFunction) {
    this.marked = marked
    this.functions = [{ node: marked.path.node, name: marked.name, module: marked.module }]
  }

  /** The id of a function of this kernel; asking for it pulls the function in. */
  functionId(source: FunctionSource): FunctionId {
    const known = this.functions.findIndex(({ node }) => node === source.node)
    return known >= 0 ? known : this.functions.push(source) - 1
  }

  tableId(binding: Binding | string, make: () => Table): number {
    const known = this.tableIds.get(binding)
    if (known !== undefined) return known
    const id = this.tables.push(make()) - 1
    this.tableIds.set(binding, id)
    return id
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
      this.problems.push(error.diagnostic, ...error.further)
      return otherwise
    }
  }
}
