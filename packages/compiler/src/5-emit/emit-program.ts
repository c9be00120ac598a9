import type { AssemblyProgram } from '../abi/assembly-program.js'
import type { KernelPlan } from '../abi/kernel-plan.js'
import { tableGlobalPrefix } from '../abi/names.js'
import type { Kernel, Table } from '../ir/kernel.js'
import type { SourceRange } from '../ir/source-range.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import { emitKernel } from './emit-kernel.js'
import { LineMarks } from './line-marks.js'
import { exportNames, NameSpace } from './names.js'
import { keepDraws } from './plan/keep-draws.js'
import { planKernel } from './plan/plan-kernel.js'
import { resultLengthVariable, statusVariable } from './prelude/early-exit.js'
import { Prelude } from './prelude/prelude.js'
import { mergeTables } from './tables.js'

/** All kernels of one module as AssemblyScript, and how each is called. */
export interface EmittedProgram {
  readonly program: AssemblyProgram
  /** In the order of the kernels. */
  readonly plans: readonly KernelPlan[]
  /** What `table_0`, `table_1` … must point to before the first call. */
  readonly tables: readonly Table[]
  /** By line of the program, what it was made of, if that was asked for. */
  readonly origins: readonly (SourceRange | null)[]
}

/**
 * Emits the AssemblyScript program of a module: the helpers it uses, then kernel after kernel. `describe` completes the
 * comment above each function (` · src/pdist.ts:3`).
 */
export function emitProgram(
  given: readonly Kernel<ValueType>[],
  describe: (at: SourceRange) => string = () => '',
  debugInfo = false,
): EmittedProgram {
  const kernels = given.map(keepDraws)
  const { tables, indexes } = mergeTables(kernels)
  const exports = exportNames(kernels, tables.length)
  const plans = kernels.map((kernel, n) => planKernel(kernel, exports[n] ?? kernel.name))
  const prelude = new Prelude()
  const names = new NameSpace()
  const marks = debugInfo ? new LineMarks() : null
  const texts = plans.map((plan, n) => {
    const kernel = kernels[n]
    if (!kernel) throw new Error('5-emit: a plan without a kernel')
    const place = { exportName: plan.exportName, allocates: plan.allocates, tables: indexes[n] ?? [] }
    return emitKernel(kernel, place, { prelude, names, marks, describe })
  })
  if (plans.some(plan => plan.mayTrap)) prelude.use(statusVariable)
  if (plans.some(plan => isArray(plan.result))) prelude.use(resultLengthVariable)
  const head = [prelude.text(), tables.map((_, n) => tableGlobal(n)).join('\n')].filter(text => text !== '')
  if (marks === null) return { program: joined(head, texts, kernels), plans, tables, origins: [] }
  const parts = texts.map(text => marks.take(text))
  const plain = parts.map(({ text }) => text)
  const program = joined(head, plain, kernels)
  return { program, plans, tables, origins: originsOf(program, parts) }
}

/** By line of the whole program: what its parts say of theirs. */
function originsOf(
  { text, spans }: AssemblyProgram,
  parts: readonly { readonly lines: readonly (SourceRange | null)[] }[],
): readonly (SourceRange | null)[] {
  const origins: (SourceRange | null)[] = text.split('\n').map(() => null)
  for (const [n, { lines }] of parts.entries()) {
    const first = text.slice(0, spans[n]?.start).split('\n').length - 1
    for (const [i, at] of lines.entries()) origins[first + i] = at
  }
  return origins
}

function tableGlobal(index: number): string {
  return `export let ${tableGlobalPrefix}${index}: usize = 0`
}

function joined(
  head: readonly string[],
  texts: readonly string[],
  kernels: readonly Kernel<ValueType>[],
): AssemblyProgram {
  let text = head.map(part => `${part}\n\n`).join('')
  const spans = texts.map((part, n) => {
    const start = text.length
    text += `${part}\n\n`
    return { start, end: start + part.length, kernel: kernels[n]?.name ?? '' }
  })
  return { text: `${text.trimEnd()}\n`, spans }
}
