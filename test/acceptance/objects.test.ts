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

it('S12: marked, it compiles: local MyInts are plain numbers, the argument is read field by field', async () => {
  const { exports, log } = await buildApp<Sample>(app('/* @jit strict */'))
  const { fib_obj, MyInt, inspect, plain } = exports
  expect(fib_obj(new MyInt(10))).toBe(144)
  expect(inspect(fib_obj)).toMatchObject({ status: 'wasm', calls: { wasm: 1, js: 0 } })
  for (const int of [-1, 0, 2.5, 90, 1476, Number.NaN]) expect(fib_obj({ int })).toBe(plain({ int }))
  expect(log.filter(line => line.includes('fib_obj'))).toEqual([])
})

it('S12: whatever else it is given runs as JavaScript', async () => {
  const { exports } = await buildApp<Sample>(app('/* @jit */'))
  const { fib_obj, inspect } = exports
  let reads = 0
  const counting = {
    get int() {
      reads++
      return 3
    },
  }
  expect(fib_obj(counting)).toBe(5)
  expect(reads).toBe(4)
  expect(fib_obj(Object.create({ int: 3 }))).toBe(5)
  expect(() => fib_obj(undefined as never)).toThrow(TypeError)
  expect(inspect(fib_obj).calls).toEqual({ wasm: 0, js: 3 })
})

it('S12: marked, it is not slower than plain JavaScript', { retry: 2 }, async () => {
  const { exports } = await buildApp<Sample>(app('/* @jit */'))
  const n = new exports.MyInt(1000)
  const { ratio } = compareSpeed(exports.plain, exports.fib_obj, [n])
  console.log(`fib_obj(new MyInt(1000)): ${ratio.toFixed(2)}× V8`)
  expect(ratio).toBeGreaterThan(0.95)
})
