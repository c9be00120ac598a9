import type { Inspection } from 'hotpath'
import { expect, it } from 'vitest'
import { buildApp } from '../support/build-app.js'
import { evaluateModule } from '../support/evaluate-module.js'

/** The tutorial's object mode: text in and out, which stays JavaScript, and a loop over numbers between them. */
const source = `/* @jit */
export function report(lines: string[], rounds: number): string {
  const table = new Map(lines.map(line => line.split('=') as [string, string]))
  const xs = Float64Array.from(table.values(), Number)
  let sum = 0
  let steps = 0
  for (let r = 0; r < rounds; r++) {
    for (let i = 1; i < xs.length; i++) {
      xs[i] = (xs[i] + xs[i - 1]) / 2
      sum += xs[i]
      steps++
    }
  }
  return JSON.stringify({ names: [...table.keys()], sum, steps, last: xs.at(-1) })
}
`

type Report = (lines: readonly string[], rounds: unknown) => string
type Exports = { readonly report: Report; readonly inspect: (fn: Report) => Inspection<Report> }

const lines = Array.from({ length: 40 }, (_, i) => `x${i}=${Math.sin(i)}`)
const calls: readonly Parameters<Report>[] = [
  [lines, 50],
  [lines, 0],
  [[], 3],
  [['a=1', 'b=-0', 'c=oops'], 2],
  // Not what the loop was compiled for: it runs as JavaScript.
  [lines, 1.5],
  [lines, '2'],
]

it('S13: the loop of a function that cannot compile runs in Wasm, the rest in JavaScript', async () => {
  const app = { 'main.ts': `export { inspect } from 'hotpath'\n${source}` }
  const { exports, log, code } = await buildApp<Exports>(app)
  const plain = evaluateModule(source, {}).report as Report
  expect(code).toContain('AGFzbQ')
  for (const call of calls) expect(exports.report(...call)).toBe(plain(...call))
  expect(exports.inspect(exports.report)).toMatchObject({
    status: 'lifted',
    calls: { wasm: calls.length - 2, js: 2 },
  })
  const told = log.filter(line => line.includes('stays JavaScript'))
  expect(told).toHaveLength(1)
  // Which is which: the lines that run in Wasm, and what keeps the others.
  expect(told[0]).toMatch(/main\.ts:\d+:\d+: `report` stays JavaScript, but lines 8–14 run in WebAssembly/)
  expect(told[0]).toMatch(/\nfix: /)
  expect(log).toContainEqual(
    expect.stringContaining('0 of 1 function in 1 module compiled to WebAssembly (and loops of 1 more)'),
  )
})

it('S13: `strict` means the whole function', async () => {
  const failure = await buildApp({ 'main.ts': source }, { hotpath: { strict: true } }).catch(String)
  expect(failure).toContain('`report` stays JavaScript (')
})
