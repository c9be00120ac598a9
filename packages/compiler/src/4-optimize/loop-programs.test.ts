// Every program gives the same bits with no pass, with all, with all but one, and with one alone.
import { describe, expect, it } from 'vitest'
import { describeValue } from '../../../../test/support/describe-value.js'
import { evaluateModule } from '../../../../test/support/evaluate-module.js'
import { keptPrograms } from '../../../../test/support/kept-programs.js'
import { lanePrograms } from '../../../../test/support/lane-programs.js'
import { longPrograms } from '../../../../test/support/long-programs.js'
import { loopPrograms } from '../../../../test/support/loop-programs.js'
import { runKernels } from '../../../../test/support/run-kernel.js'
import { turnPrograms } from '../../../../test/support/turn-programs.js'
import { typeSource } from '../../../../test/support/type-source.js'
import type { Kernel } from '../ir/kernel.js'
import type { ValueType } from '../ir/types.js'
import { optimize, passNames } from '../pipeline.js'

const switches = (on: (name: string) => boolean) =>
  Object.fromEntries(passNames.map(name => [name, on(name)]))
const variants = [
  false,
  true,
  ...passNames.map(name => switches(other => other !== name)),
  ...passNames.map(name => switches(other => other === name)),
] as const

describe.each(
  Object.entries({ ...loopPrograms, ...lanePrograms, ...longPrograms, ...turnPrograms, ...keptPrograms }),
)('%s', (_, { source, calls }) => {
  it('keeps every bit', { timeout: 60_000 }, async () => {
    const text = `export function f${source}`
    const { f } = evaluateModule(text, {}) as { f: (...args: readonly unknown[]) => unknown }
    const kernel = typeSource(text)
    const kernels = variants.map((enabled, n) => ({
      ...optimize(typeSource(text, enabled), enabled),
      name: `f${n}`,
    }))
    const running = await runKernels(kernels)
    const fitting = calls.filter(args => passesGuards(kernel, args))
    expect(fitting.length).toBeGreaterThan(0)
    let restarts = 0
    for (const args of fitting) {
      const expected = observe(args, copy => f(...copy))
      for (const n of variants.keys()) {
        const seen = observe(args, copy => {
          const outcome = running.call(n, ...copy)
          if (outcome.kind === 'throw') throw new Error('thrown')
          return outcome.kind === 'value' ? outcome.value : 'restart'
        })
        if (seen.startsWith('"restart"')) restarts++
        else if (seen !== expected) expect({ passes: variants[n], args, seen }).toEqual({ seen: expected })
      }
    }
    expect(restarts).toBeLessThan(fitting.length * variants.length)
  })
})

/** What the glue checks before it calls. */
function passesGuards(kernel: Kernel<ValueType>, args: readonly unknown[]): boolean {
  const [entry] = kernel.functions
  return (entry?.params ?? []).every((param, n) => {
    const type = entry?.locals[param]?.type
    return type !== 'i32' || Object.is(args[n], Number(args[n]) | 0)
  })
}

function observe(args: readonly unknown[], call: (copy: readonly unknown[]) => unknown): string {
  const copy = args.map(arg => (ArrayBuffer.isView(arg) ? (arg as Float64Array).slice() : arg))
  let result: string
  try {
    result = describeValue(call(copy))
  } catch {
    result = 'thrown'
  }
  return [result, ...copy.map(describeValue)].join(' | ')
}
