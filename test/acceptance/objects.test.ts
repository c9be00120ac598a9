import type { inspect as Inspect } from 'hotpath'
import { expect, it } from 'vitest'
import { buildApp } from '../support/build-app.js'
import { compareSpeed } from '../support/compare-speed.js'
import { myIntSource } from './samples.js'

interface Sample {
  readonly inspect: typeof Inspect
  readonly MyInt: new (n: number) => { int: number }
  readonly fib_obj: (n: { int: number }) => number
  readonly plain: (n: { int: number }) => number
}

const app = (marker: string): Record<string, string> => ({
  'main.ts': `export { inspect } from 'hotpath'\n${myIntSource.replace('function', `${marker}\nfunction`)}export { MyInt, fib_obj }
${myIntSource.replaceAll('MyInt', 'Plain').replace('function fib_obj', 'function plain')}export { plain }\n`,
})

it('S11: unmarked MyInt works as before', async () => {
  const { exports } = await buildApp<Sample>(app(''))
  expect(exports.fib_obj(new exports.MyInt(10))).toBe(144)
})

it('S12: marked, it stays JavaScript with one warning that says what, where, why and how to fix it', async () => {
  const { exports, log } = await buildApp<Sample>(app('/* @jit */'))
  expect(exports.fib_obj(new exports.MyInt(10))).toBe(144)
  const warnings = log.filter(line => line.includes('fib_obj'))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/main\.ts:\d+:\d+/)
  expect(warnings[0]).toMatch(/\b(find|lower|infer)\/[a-z-]+/)
  expect(warnings[0]).toMatch(/fix/i)
  expect(exports.inspect(exports.fib_obj).status).toBe('js')
})

it('S12: marked, it is not slower than plain JavaScript', { retry: 2 }, async () => {
  const { exports } = await buildApp<Sample>(app('/* @jit */'))
  const n = new exports.MyInt(90)
  expect(compareSpeed(exports.plain, exports.fib_obj, [n]).ratio).toBeGreaterThan(0.7)
})

it('S12: with strict the build fails', async () => {
  await expect(buildApp(app('/* @jit strict */'))).rejects.toThrow(/fib_obj/)
})
