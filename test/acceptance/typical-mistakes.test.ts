// What a newcomer gets wrong first, and what is said to that: enough to put it right. Each fix is tried.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')

interface Mistake {
  readonly source: string
  /** Its line of `hotpath check`, without the place and the verdict. */
  readonly message: string
  readonly fix: string
  /** What the fix makes of the source. */
  readonly fixed: string
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'a string argument': {
    source: `/* @jit */
export function fib(n: string): number {
  let [a, b] = [1, 1]
  for (let i = 0; i < 50; i++) [a, b] = [a + b, a * n]
  return a
}
`,
    message: '`*` is not compiled for `n`, which is a string (line 2). (infer/operand-type)',
    fix: 'Make it a number where the function is called: write `n: number`, and pass `Number(n)`.',
    fixed: `/* @jit */
export function fib(n: number): number {
  let [a, b] = [1, 1]
  for (let i = 0; i < 50; i++) [a, b] = [a + b, a * n]
  return a
}
`,
  },
  'an argument of objects': {
    source: `interface Body { mass: number; speed: number }
/* @jit */
export function energy(bodies: Body[]): number {
  let sum = 0
  for (const body of bodies) sum += 0.5 * body.mass * body.speed ** 2
  return sum
}
`,
    message: '`bodies` has the type `Body[]`, which cannot be compiled. (lower/parameter-type)',
    fix: 'Pass what is read of the objects as arrays: write `mass: Float64Array, speeds: Float64Array` instead of `bodies`, and call it with `Float64Array.from(bodies, one => one.mass), Float64Array.from(bodies, one => one.speed)`.',
    fixed: `/* @jit */
export function energy(mass: Float64Array, speeds: Float64Array): number {
  let sum = 0
  for (let i = 0; i < mass.length; i++) sum += 0.5 * mass[i] * speeds[i] ** 2
  return sum
}
`,
  },
  'a missing type': {
    source: `/* @jit */
export function mean(data: { values }): number {
  let sum = 0
  for (let i = 0; i < data.values.length; i++) sum += data.values[i]
  return sum / data.values.length
}
`,
    message: 'Nothing tells what `values` of `data` is, or it is a method. (lower/unknown-field)',
    fix: 'Write a type that says it, such as `data: { values: Float64Array }`; instead of a method, pass what it would give.',
    fixed: `/* @jit */
export function mean(data: { values: Float64Array }): number {
  let sum = 0
  for (let i = 0; i < data.values.length; i++) sum += data.values[i]
  return sum / data.values.length
}
`,
  },
  'a closure over what changes': {
    source: `let mode = 'sum'
export function setMode(to: string): void {
  mode = to
}
/* @jit */
export function fold(xs: Float64Array): number {
  let all = 0
  for (let i = 0; i < xs.length; i++) all = mode === 'sum' ? all + xs[i] : Math.max(all, xs[i])
  return all
}
`,
    message:
      '`mode` stands outside the function and is written in line 3, so it is not constant. (lower/not-constant)',
    fix: 'Make `mode` a parameter, and pass in what it is where the function is called.',
    fixed: `/* @jit */
export function fold(xs: Float64Array, mode: string): number {
  let all = 0
  for (let i = 0; i < xs.length; i++) all = mode === 'sum' ? all + xs[i] : Math.max(all, xs[i])
  return all
}
`,
  },
  'an index of two': {
    source: `/* @jit */
export function trace(xs: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += xs[i, i]
  return sum
}
`,
    message: '`xs[i, i]` is the comma operator: JavaScript reads `xs[i]`. (lower/comma-index)',
    fix: 'Write `xs[i * width + i]`, where `width` is the length of a row.',
    fixed: `/* @jit */
export function trace(xs: Float64Array, n: number): number {
  const width = n
  let sum = 0
  for (let i = 0; i < n; i++) sum += xs[i * width + i]
  return sum
}
`,
  },
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-mistakes-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function hotpath(...words: readonly string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1' }
  return (await promisify(execFile)(process.execPath, [bin, ...words], { cwd: folder, env })).stdout
}

describe.each(Object.entries(mistakes))('%s', (_, { source, message, fix, fixed }) => {
  it('is told with what to do about it', async () => {
    writeFileSync(join(folder, 'kernel.ts'), source)
    expect(await hotpath('check')).toContain(`JavaScript  ${message}`)
    expect(await hotpath('annotate', 'kernel.ts')).toContain(`  fix: ${fix}`)
  })

  it('and done that, it compiles', async () => {
    writeFileSync(join(folder, 'kernel.ts'), fixed)
    expect(await hotpath('check')).toContain('1 of 1 function in WebAssembly')
  })
})

it('no type at all is a guess, and the report says so where it is one', async () => {
  writeFileSync(
    join(folder, 'kernel.ts'),
    `/* @jit */
export function total(xs) {
  let sum = 0
  for (const x of xs) sum += x
  return sum
}
`,
  )
  expect(await hotpath('annotate', 'kernel.ts')).toContain(
    '`xs` has no type, and its use says Float64Array or Float32Array: a call with anything else runs as JavaScript. To say what it is, write `xs: Float64Array`',
  )
})
