import { enterLoops } from './3-infer/prepare/enter-loops.js'
import { guardWholes } from './3-infer/prepare/guard-wholes.js'
import { inlineCalls } from './3-infer/prepare/inline-calls.js'
import { inlineRecursion } from './3-infer/prepare/inline-recursion.js'
import { markCovered } from './3-infer/prepare/mark-covered.js'
import { roundBounds } from './3-infer/prepare/round-bounds.js'
import { unrollLoops } from './3-infer/prepare/unroll-loops.js'
import { approximateMath } from './4-optimize/approximate-math.js'
import { carryElements } from './4-optimize/carry-elements/carry-elements.js'
import { clampIntegers } from './4-optimize/clamp-integers.js'
import { combineLoads } from './4-optimize/combine-loads.js'
import { divideIntegers } from './4-optimize/divide-integers.js'
import { foldConstants } from './4-optimize/fold-constants/fold-constants.js'
import { forwardCopies } from './4-optimize/forward-copies.js'
import { hoistInvariants } from './4-optimize/hoist-invariants/hoist-invariants.js'
import { jamLoops } from './4-optimize/jam-loops/jam-loops.js'
import { keepElements } from './4-optimize/keep-elements/keep-elements.js'
import { markBlocks } from './4-optimize/mark-blocks/mark-blocks.js'
import { markSections } from './4-optimize/mark-sections/mark-sections.js'
import { narrowBounds } from './4-optimize/narrow-bounds.js'
import { nestTurns } from './4-optimize/nest-turns.js'
import { orderOperands } from './4-optimize/order-operands/order-operands.js'
import { outlineLoops } from './4-optimize/outline-loops/outline-loops.js'
import { proveBounds } from './4-optimize/prove-bounds.js'
import { readMissing } from './4-optimize/read-missing.js'
import { reduceStrength } from './4-optimize/reduce-strength/reduce-strength.js'
import { rotateLoops } from './4-optimize/rotate-loops/rotate-loops.js'
import { shareHostCalls } from './4-optimize/share-host-calls.js'
import { shareRows } from './4-optimize/share-rows/share-rows.js'
import { splitEdges } from './4-optimize/split-edges/split-edges.js'
import { splitLoops } from './4-optimize/split-loops.js'
import { sumIntegers } from './4-optimize/sum-integers/sum-integers.js'
import { unrollTurns } from './4-optimize/unroll-turns.js'
import { useReciprocals } from './4-optimize/use-reciprocals/use-reciprocals.js'
import { vectorizeLoops } from './4-optimize/vectorize-loops/vectorize-loops.js'
import { versionLoops } from './4-optimize/version-loops/version-loops.js'
import type { Kernel } from './ir/kernel.js'
import type { LoopFact, TellLoop } from './ir/loop-fact.js'
import { printKernel } from './ir/print-kernel.js'
import type { SourceRange } from './ir/source-range.js'
import type { JsType, ValueType } from './ir/types.js'
import { verifyKernel } from './ir/verify-kernel.js'
import type { ResolvedOptions } from './options.js'
import type { Pass, Preparation } from './pass.js'

/** The optional steps before numbers get their representations, in the order they run. */
export const preparations: readonly Preparation[] = [
  markCovered,
  inlineCalls,
  inlineRecursion,
  unrollLoops,
  enterLoops,
  roundBounds,
  guardWholes,
]

/** The optional passes in the order they run. Each says which others it must follow, and why. */
export const passes: readonly Pass[] = [
  foldConstants,
  approximateMath,
  nestTurns,
  markSections,
  markBlocks,
  splitEdges,
  divideIntegers,
  shareRows,
  keepElements,
  proveBounds,
  shareHostCalls,
  hoistInvariants,
  useReciprocals,
  splitLoops,
  forwardCopies,
  versionLoops,
  narrowBounds,
  sumIntegers,
  vectorizeLoops,
  jamLoops,
  clampIntegers,
  combineLoads,
  carryElements,
  orderOperands,
  readMissing,
  outlineLoops,
  unrollTurns,
  reduceStrength,
  rotateLoops,
]

export const passNames: readonly string[] = [...preparations, ...passes].map(({ name }) => name)

/** The passes that run under these options. */
export function switchesFor({ optimize, size }: ResolvedOptions): ResolvedOptions['optimize'] {
  if (!size || optimize === false) return optimize
  const copying = [...preparations, ...passes].filter(({ copiesLoops }) => copiesLoops)
  const named = optimize === true ? {} : optimize
  return { ...Object.fromEntries(copying.map(({ name }) => [name, false])), ...named }
}

type Enabled = boolean | Readonly<Record<string, boolean>>

/** Runs the preparations that are switched on: all, none, or all but those switched off by name. */
export function prepare(kernel: Kernel<JsType>, enabled: Enabled, tell: TellLoop = () => {}): Kernel<JsType> {
  return chosen(preparations, enabled).reduce((before, { run }) => run(before, tell), kernel)
}

/** Runs the passes that are switched on: all, none, or all but those switched off by name. */
export function optimize(
  kernel: Kernel<ValueType>,
  enabled: Enabled,
  tell: TellLoop = () => {},
): Kernel<ValueType> {
  return chosen(passes, enabled).reduce((before, pass) => runPass(pass, before, tell), kernel)
}

/** What one pass made of a kernel, and what it had to say about the loops in it. */
export interface PassTrace {
  readonly pass: string
  readonly kernel: Kernel<ValueType>
  readonly facts: readonly { readonly at: SourceRange; readonly fact: LoopFact }[]
}

/** Does the same as `optimize`, and keeps every step of it. */
export function traceOptimize(kernel: Kernel<ValueType>, enabled: Enabled): readonly PassTrace[] {
  let before = kernel
  return chosen(passes, enabled).map(pass => {
    const facts: { readonly at: SourceRange; readonly fact: LoopFact }[] = []
    before = runPass(pass, before, (at, fact) => facts.push({ at, fact }))
    return { pass: pass.name, kernel: before, facts }
  })
}

function chosen<T extends { readonly name: string }>(steps: readonly T[], enabled: Enabled): readonly T[] {
  if (typeof enabled === 'boolean') return enabled ? steps : []
  return steps.filter(({ name }) => enabled[name] !== false)
}

function runPass(pass: Pass, before: Kernel<ValueType>, tell: TellLoop): Kernel<ValueType> {
  try {
    const after = pass.run(before, tell)
    verifyKernel(after)
    return after
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`4-optimize/${pass.name}: ${message}\n${printKernel(before)}`, { cause })
  }
}
