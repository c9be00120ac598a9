import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Inspection } from 'hotpath'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildApp } from '../../support/build-app.js'
import { seedOfTest } from '../fuzz-order.js'
import * as plain from './kernels.js'
import type { Functions, World } from './run-trace.js'
import { plainWorld, runTrace } from './run-trace.js'
import { trace } from './trace.js'

const TRACES = 10_000

const source = readFileSync(join(import.meta.dirname, 'kernels.ts'), 'utf8')
const { random } = Math

interface App extends Omit<World, 'functions'>, Functions {
  readonly inspect: (fn: (...args: never[]) => unknown) => Inspection<never>
}
let app: App

beforeAll(async () => {
  const marked = source.replaceAll(/^export function/gm, '/* @jit strict */\nexport function')
  const main = `export * from './kernels'\nexport { alloc, allocFrom, free, inspect } from 'hotpath'\n`
  app = (await buildApp<App>({ 'main.ts': main, 'kernels.ts': marked })).exports
}, 60_000)
afterAll(() => {
  Math.random = random
})

it(`${TRACES} traces of allocations, frees, views and calls are the same as in JavaScript`, () => {
  const [there, here] = [{ ...app, functions: app }, plainWorld(plain)]
  const property = fc.property(trace, steps => {
    const [expected, actual] = [here, there].map(world => {
      seedRandom(world)
      return runTrace(steps, world)
    })
    expect(actual).toEqual(expected)
  })
  fc.assert(property, { numRuns: TRACES, seed: seedOfTest() })
  const ran = Object.keys(plain).map(name => app.inspect(app[name as keyof Functions]).calls)
  const [wasm, js] = [sum(ran.map(calls => calls.wasm)), sum(ran.map(calls => calls.js))]
  console.log(`${TRACES} traces: ${wasm} calls in WebAssembly, ${js} in JavaScript`)
  expect(ran.every(calls => calls.wasm > 0)).toBe(true)
  // Calls out of a running kernel are left to JavaScript, and so are some that start over.
  expect(wasm).toBeGreaterThan(js)
}, 300_000)

/** Numbers that are the same in both worlds; every third call comes back into a compiled function. */
function seedRandom({ functions, alloc }: World): void {
  const mine = alloc(Float64Array as never, 3)
  let n = 0
  Math.random = () => {
    n++
    if (n % 3 === 0) functions.scale(...([mine, 0.5] as never[]))
    const next = n * 0.37 + (mine[2] ?? 0)
    return next - Math.floor(next)
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
