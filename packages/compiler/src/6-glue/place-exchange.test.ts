import { expect, it } from 'vitest'
import { compileModule } from '../compile-module.js'

/** The texts that are put into a module that a development server may replace. */
function linked(source: string, hot = true): string {
  const compiled = compileModule({ file: '/app/kernels.ts', source })
  return compiled
    .link({ wasm: null, runtime: 'hotpath/runtime', hot })
    .map(({ text }) => text)
    .join('\n')
}

const marked = '/* @jit strict */ export function twice(x: number): number { return x * 2 }\n'

it('functions ask first whether there is a newer one, which then is what their module exports', () => {
  const text = linked(`${marked}function half(x: number) { return x / 2 }\nexport { half as by2 }\n`)
  expect(text).toContain(' if ($hp_newer_twice) return $hp_newer_twice.apply(this, arguments);')
  expect(text).toContain('$hp_newer_twice = twice = next["twice"]')
  expect(text).toContain('$hp_newer_half = half = next["by2"]')
  expect(text).toContain('!== "[\\"by2\\",\\"twice\\"]"')
})

it.each([
  'interface P { x: number }\nexport type Q = P\n',
  'const table = new Float64Array(256)\nfor (let i = 0; i < 256; i++) table[i] = i\n',
  'const [a, b] = [1, -Math.PI]\nlet seed = 1\n',
  "import { other } from './other.js'\n",
  'export default function half(x: number) { return x / 2 }\n',
])('so in a module with %j', more => {
  expect(linked(marked + more)).toContain('import.meta.hot.accept')
})

it.each([
  'export const x = 1\n',
  'export const f = (x: number) => x\n',
  'export class A {}\n',
  "export { other } from './other.js'\n",
  "export * from './other.js'\n",
  'export function* count() { yield 1 }\n',
  'export function Point() { this.x = 1 }\n',
  'export function f() {}\nf = () => {}\n',
  'export default function () { return 1 }\n',
  'export default 1\n',
  'document.title = "twice"\n',
  'const timer = setInterval(() => {}, 10)\n',
  'export function a() {}\nexport { a as b }\n',
  'if (import.meta.hot) import.meta.hot.accept()\n',
])('not in a module with %j', more => {
  expect(linked(marked + more)).not.toContain('newer')
})

it('nor in a build', () => {
  expect(linked(marked, false)).not.toContain('newer')
})
