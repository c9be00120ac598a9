import { describeValue } from '../../support/describe-value.js'
import type { ModuleExports } from '../../support/evaluate-module.js'
import type { Observation } from '../../support/observe-call.js'
import { observeCall, sameObservation } from '../../support/observe-call.js'
import type { Random } from '../random.js'
import { tracesOf } from './callbacks.js'
import type { Generator } from './draw-from.js'
import { drawFrom } from './draw-from.js'
import type { MakeArguments } from './generate-arguments.js'
import type { Hosts, MakeHosts } from './hosts.js'

/** One step of a series: what JavaScript does to the module, if anything, and then a call. */
export interface Step {
  readonly change: { readonly name: string; readonly by: unknown } | null
  /** What its `Math.random` gives. */
  readonly generator: Generator
  readonly make: MakeArguments
  /** What functions of the module do that do not compile, where it has some. */
  readonly hosts: MakeHosts
  /** A console that nothing tells from the engine's, or one that looks at what the call has written so far. */
  readonly console: 'plain' | 'curious'
}

/** A console of a step; mostly a plain one, with which calls that print are compiled. */
export function generateConsole(random: Random): Step['console'] {
  return random.chance(80) ? 'plain' : 'curious'
}

/** A change of the module's state between two calls; mostly none. */
export function generateChange(random: Random): Step['change'] {
  if (!random.chance(25)) return null
  const usual = ['number', 'number', 'number', 'bigint', 'bigint', 'longer', 'object']
  const name = random.chance(80)
    ? random.pick(usual)
    : random.pick(['odd', 'shorter', 'hole', 'frozen', 'number'])
  const by = random.pick([0, -0, 1, 3.5, -7, 2 ** 31, 2 ** 53, Number.NaN, 1e300])
  return { name, by }
}

/** The first step that JavaScript and the compiled module do not do alike, written out, or `null`. */
export function firstDifference(
  steps: readonly Step[],
  index: number,
  plain: ModuleExports,
  jitted: ModuleExports,
): string | null {
  for (const [i, step] of steps.entries()) {
    const [expected, actual] = [observeStep(step, index, plain), observeStep(step, index, jitted)]
    if (sameObservation(expected, actual)) continue
    const write = ({ outcome, args }: Observation): string => [outcome, ...args].join('\n             ')
    const given = step.make().map(describeValue).join(', ')
    const before = step.change === null ? '' : `${step.change.name}(${describeValue(step.change.by)}), then `
    return `call ${i}: ${before}f(${given})\n  JavaScript ${write(expected)}\n  hotpath    ${write(actual)}`
  }
  return null
}

/** All that a step shows: result or error, arguments and the buffers under them, the module's state, what it printed. */
function observeStep(
  { change, generator, make, hosts, console: kind }: Step,
  index: number,
  exports: ModuleExports,
): Observation {
  const functionOf = <T>(name: string): T => exports[`${name}_${index}`] as T
  if (change !== null) {
    functionOf<Readonly<Record<string, (by: unknown) => void>>>('change')[change.name]?.(change.by)
  }
  const args = make()
  const wire = exports[`wire_${index}`] as ((given: Hosts) => void) | undefined
  const arrays = args.filter(arg => Array.isArray(arg) || ArrayBuffer.isView(arg))
  const given =
    wire && hosts(arrays, () => functionOf<(...args: readonly unknown[]) => unknown>('f')(...make()))
  if (given) wire(given)
  const printed: string[] = []
  const { log } = console
  const print = (...parts: unknown[]) => {
    const seen = kind === 'curious' ? [...args, describeState(functionOf<() => unknown>('state')())] : []
    printed.push([...parts, ...seen].map(describeValue).join(' '))
  }
  console.log = kind === 'curious' ? print : likeEngines(print)
  try {
    const { result: seen, drawn } = drawFrom(generator, () =>
      observeCall(functionOf<() => unknown>('f'), args),
    )
    const state = describeState(functionOf<() => unknown>('state')())
    return {
      outcome: seen.outcome,
      args: [
        ...seen.args,
        ...buffersOf(args),
        ...tracesOf(args),
        ...(given?.traces() ?? []),
        `state ${state}`,
        drawn,
        ...printed.map(line => `printed ${line}`),
      ],
    }
  } finally {
    console.log = log
  }
}

/** As Node's own methods are: bound, under their old name. */
function likeEngines(print: (...parts: unknown[]) => void): typeof print {
  return Object.defineProperty(print.bind(null), 'name', { value: 'log' })
}

/** Strings and bigints that double in a loop become longer than any text. */
function describeState(state: unknown): string {
  try {
    return describeValue(state)
  } catch (error) {
    if (error instanceof RangeError) return 'too long to be written'
    throw error
  }
}

/** The whole buffers, with what lies around the views. */
function buffersOf(args: readonly unknown[]): readonly string[] {
  return args.flatMap(arg => {
    if (!ArrayBuffer.isView(arg) || arg.buffer.byteLength === 0) return []
    // A NaN reads the same with any bits, so floats are read as what they are.
    const type = arg instanceof Float64Array || arg instanceof Float32Array ? arg.constructor : Uint8Array
    return [`buffer ${describeValue(new (type as Uint8ArrayConstructor)(arg.buffer))}`]
  })
}
