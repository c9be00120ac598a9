import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import { elements, isArray } from '../ir/types.js'
import type { Gathered } from './gather-leaves.js'
import { scalarText } from './scalar-text.js'
import { lengthText } from './write-coverage.js'

/** Bytes of a block of the array that has most: what is copied in stays in the second cache until it is copied out. */
const blockBytes = 2 ** 16
/** Turns of a block are a multiple of it, so that loops in lanes have some left over in the last block only. */
const evenTurns = 64

interface BlockNames {
  readonly runtime: string
  readonly gathered: Gathered
  readonly kernel: string
  readonly arrays: string
}

/**
 * What makes a call with a block of its long arrays after the other, and ends it where that was all; empty where it cannot.
 * `covered` is as in `RunArguments`.
 */
export function writeBlocks(plan: KernelPlan, covered: string, index: number, names: BlockNames): string {
  const { runtime, gathered, kernel, arrays } = names
  const blocks = plan.params.filter(({ perTurn }) => perTurn !== undefined)
  const [first] = blocks
  if (!first) return ''
  // No function that would make the call: what such a one reads is slow in every other call too.
  const args = plan.params.map(param => (param.perTurn === undefined ? scalarText(param, gathered) : 'null'))
  const perTurn = `[${blocks.map(param => param.perTurn).join(', ')}]`
  const turns = evenTurns * Math.max(1, Math.floor(blockBytes / widestTurn(blocks) / evenTurns))
  // What is shorter the cache holds anyway.
  const isLong = `${lengthText(first, gathered)} > ${2 * turns * (first.perTurn ?? 1)}`
  const run = `${runtime}.inBlocks(${kernel}, ${index}, ${arrays}, ${turns}, ${perTurn}, ${covered || 0}, [${args.join(', ')}])`
  return `if (${isLong} && ${run}) return;`
}

/** Bytes of the array that has most in a turn. */
function widestTurn(blocks: readonly ParamPlan[]): number {
  return Math.max(
    ...blocks.map(({ type, perTurn = 1 }) => (isArray(type) ? perTurn * elements[type].bytes : 1)),
  )
}
