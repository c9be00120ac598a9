import { describeValue } from '../../support/describe-value.js'
import type { Kind, Name, Step } from './trace.js'

type AnyArray = Float64Array | Int32Array | Uint8Array

/** The functions of `kernels.ts`, compiled or not. */
export type Functions = Readonly<Record<Name, (...args: never[]) => unknown>>

/** How one world makes and frees arrays. */
export interface World {
  readonly functions: Functions
  readonly alloc: (kind: never, length: number) => AnyArray
  readonly allocFrom: (array: AnyArray) => AnyArray
  readonly free: (array: AnyArray) => void
}

/** JavaScript as it is. */
export function plainWorld(functions: Functions): World {
  return {
    functions,
    alloc: (kind: new (length: number) => AnyArray, length) => new kind(length),
    allocFrom: array => array.slice(),
    free: () => {},
  }
}

interface Held {
  readonly array: AnyArray
  /** What it lies in; only arrays of `alloc` are their own root and can be freed. */
  readonly root: object
  readonly isAllocated: boolean
}

const kinds = { Float64Array, Int32Array, Uint8Array }
const needs: Readonly<Record<Name, readonly Kind[]>> = {
  scale: ['Float64Array'],
  axpy: ['Float64Array', 'Float64Array'],
  blend: ['Uint8Array', 'Int32Array'],
  limit: ['Float64Array'],
  follow: ['Int32Array', 'Int32Array'],
  make: [],
  pick: ['Float64Array', 'Float64Array'],
  draw: ['Float64Array'],
}

/** Runs a trace and notes, after every step, what it gave and every array's elements. */
export function runTrace(steps: readonly Step[], world: World): readonly string[] {
  let held: readonly Held[] = []
  return steps.map(step => {
    const [outcome, next] = runStep(step, held, world)
    held = next
    return [step.do, outcome, ...held.map(({ array }) => elementsOf(array))].join(' | ')
  })
}

/** Where an array of `alloc` lies in its buffer is not what a plain one says. */
function elementsOf(array: AnyArray): string {
  return describeValue(array).replace(/ at byte \d+/, '')
}

function runStep(step: Step, held: readonly Held[], world: World): readonly [string, readonly Held[]] {
  if (step.do === 'alloc' || step.do === 'new') {
    const array =
      step.do === 'new'
        ? new kinds[step.kind](step.length)
        : world.alloc(kinds[step.kind] as never, step.length)
    for (let i = 0; i < array.length; i++) array[i] = (step.seed * (i + 1)) % 5
    return ['', [...held, { array, root: array, isAllocated: step.do === 'alloc' }]]
  }
  if (step.do === 'call') return runCall(step, held, world)
  const one = held[step.of % Math.max(1, held.length)]
  if (!one) return ['nothing there', held]
  const { array, root } = one
  switch (step.do) {
    case 'allocFrom': {
      const copy = world.allocFrom(array)
      return ['', [...held, { array: copy, root: copy, isAllocated: true }]]
    }
    case 'subarray':
      return ['', [...held, { array: array.subarray(step.from, step.to), root, isAllocated: false }]]
    case 'bytes': {
      // The engine chooses the bits of a NaN.
      if (array instanceof Float64Array) return ['not its bytes', held]
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      return ['', [...held, { array: bytes, root, isAllocated: false }]]
    }
    case 'drop':
      return ['', held.filter(other => other !== one)]
    case 'free':
      if (!one.isAllocated) return ['not its own', held]
      world.free(array)
      return ['', held.filter(other => other.root !== root)]
  }
}

function runCall(
  { name, arrays, x }: Step & { readonly do: 'call' },
  held: readonly Held[],
  { functions }: World,
): readonly [string, readonly Held[]] {
  const chosen = needs[name].map((kind, i) => {
    const fitting = held.filter(({ array }) => array instanceof kinds[kind])
    return fitting[(arrays[i] ?? 0) % Math.max(1, fitting.length)]
  })
  if (chosen.includes(undefined)) return ['no such array', held]
  const given = chosen.map(one => one?.array)
  const number = name === 'make' ? [(Math.abs(x) % 500) | 0, x] : [x]
  const args =
    name === 'axpy' ? [x, ...given] : name === 'draw' || name === 'follow' ? given : [...given, ...number]
  try {
    const result = functions[name](...(args as never[]))
    const position = given.indexOf(result as AnyArray)
    if (position >= 0) return [`argument ${position}`, held]
    if (!(result instanceof Float64Array)) return [describeValue(result), held]
    return ['made', [...held, { array: result, root: result, isAllocated: false }]]
  } catch (error) {
    return [`throws ${error}`, held]
  }
}
