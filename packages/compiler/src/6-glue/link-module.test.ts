import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../../test/support/compile-source.js'
import type { ModuleExports } from '../../../../test/support/evaluate-module.js'
import { evaluateModule } from '../../../../test/support/evaluate-module.js'
import { assembleText } from '../../../../test/support/run-kernel.js'
import * as runtime from '../../../runtime/src/index.js'
import { findMarkedFunctions } from '../1-find/find-marked-functions.js'
import type { KernelPlan } from '../abi/kernel-plan.js'
import { diagnose } from '../diagnostics/catalog.js'
import type { MarkedFunction } from '../ir/marked-function.js'
import { parseModule } from '../parse-module.js'
import { isLinked } from './glue-names.js'
import { linkModule } from './link-module.js'

// Not what the JavaScript below gives, so that a result tells where it was made.
const { wasm } = assembleText('export function kernel(x: f64): f64 { return x + 1000 }')
const plan: KernelPlan = {
  exportName: 'kernel',
  params: [
    {
      name: 'x',
      type: 'f64',
      source: { root: { kind: 'argument', index: 0, name: 'x' }, path: [] },
      access: 'in',
    },
  ],
  result: 'f64',
  mayReturn: [],
  allocates: false,
  mayTrap: false,
  throws: [],
  outputs: [],
  resultShape: null,
  signature: '(f64) → f64',
}

/** The glue asks for a parameter by its name. */
function planFor({ path }: MarkedFunction): KernelPlan {
  const names = path.node.params.flatMap(param => (param.type === 'Identifier' ? param.name : []))
  const name = names.find(word => word !== 'this') ?? 'x'
  const source = { root: { kind: 'argument', index: 0, name }, path: [] } as const
  return { ...plan, params: plan.params.map(param => ({ ...param, name, source })) }
}

interface Linked {
  readonly code: string
  readonly exports: ModuleExports
}

/** Links a module as if every marked function had compiled to `kernel`, or none. */
function linked(source: string, how: 'wasm' | 'js' = 'wasm'): string {
  const module = parseModule(source, 'input.ts')
  if (!module) throw new Error('the source does not parse')
  const { functions } = findMarkedFunctions(module, () => null)
  const edits = linkModule({
    module,
    functions: functions.map(marked => ({
      marked,
      plans: how === 'wasm' ? [planFor(marked)] : [],
      loops: [],
      stays: false,
      reasons: how === 'wasm' ? [] : [diagnose('lower/unsupported-syntax', marked.marker, '`eval`')],
    })),
    tables: [],
    wasm: how === 'wasm' ? wasm : null,
    runtime: 'virtual:runtime',
  })
  return applyEdits(source, edits)
}

/** Links a module and runs it. */
function link(source: string, how: 'wasm' | 'js' = 'wasm'): Linked {
  const code = linked(source, how)
  const imports = { 'virtual:runtime': { ...runtime }, hotpath: { ...runtime } }
  return { code, exports: evaluateModule(code, imports) }
}

type Scalar = (x: unknown) => unknown

/** Checks that a function runs its kernel, falls back to its JavaScript, and can be inspected. */
function expectKernel(fn: Scalar, name: string): void {
  expect(fn(1)).toBe(1001)
  expect(fn('2')).toBe(-2)
  expect([fn.name, fn.length]).toEqual([name, 1])
  const { status, calls, signatures, original } = runtime.inspect(fn)
  expect({ status, calls, signatures }).toEqual({
    status: 'wasm',
    calls: { wasm: 1, js: 1 },
    signatures: ['(f64) → f64'],
  })
  expect([(original as Scalar)(3), original.name]).toEqual([-3, name])
}

describe('every site', () => {
  const cases: readonly (readonly [what: string, source: string, name: string])[] = [
    ['declaration', '/* @jit */ function f(x: number) { return -x }\nexport { f }', 'f'],
    ['exported declaration', '/* @jit */ export function f(x) { return -x }', 'f'],
    ['default export', '/* @jit */ export default function (x) { return -x }', 'default'],
    ['named default export', '/* @jit */ export default function f(x) { return -x }', 'f'],
    ['function expression', 'export const f = /* @jit */ function (x) { return -x }', 'f'],
    ['named function expression', 'export const f = /* @jit */ function g(x) { return -x }', 'g'],
    ['block arrow', 'export const f = /* @jit */ (x) => { return -x }', 'f'],
    ['expression arrow', 'export const f = /* @jit */ x => -x', 'f'],
    ['parenthesized body', 'export const f = /* @jit */ x => ((0, -x))', 'f'],
    ['commented body', 'export const f = /* @jit */ x => // why\n  (-x) // so', 'f'],
    ['typed arrow', 'export const f = (/* @jit */ (x: number): number => -x) as (x: number) => number', 'f'],
    ['arrow on a line of its own', '/* @jit */\nexport const f = (x) => -x', 'f'],
    ['property', 'export const { f } = { /* @jit */ f: x => -x }', 'f'],
    ['string key', 'export const f = { /* @jit */ "a b": (x) => -x }["a b"]', 'a b'],
    ['assignment', 'let f\nf = /* @jit */ x => -x\nexport { f }', 'f'],
    ['logical assignment', 'let f\nf ??= /* @jit */ x => -x\nexport { f }', 'f'],
    ['destructuring default', 'export const { f = /* @jit */ x => -x } = {}', 'f'],
    ['member assignment', 'const o = {}\no.f = /* @jit */ x => -x\nexport const { f } = o', ''],
    ['argument', 'const id = g => g\nexport const f = id(/* @jit */ x => -x)', ''],
    ['class field', 'class C { /* @jit */ m = x => -x }\nexport const f = new C().m', 'm'],
    ['object method', 'const o = { /* @jit */ m(x) { return -x }, n: 1 }\nexport const f = o.m', 'm'],
    ['class method', 'class C {\n  /* @jit */\n  m(x) { return -x }\n}\nexport const f = new C().m', 'm'],
    ['static method', 'class C { /* @jit */ static m(x) { return -x } }\nexport const f = C.m', 'm'],
    [
      'method with a string key',
      'class C { /* @jit */ "a b"(x) { return -x } }\nexport const f = new C()["a b"]',
      'a b',
    ],
    [
      'class expression',
      'const C = class { /* @jit */ m(x) { return -x } }\nexport const f = new C().m',
      'm',
    ],
    ['directive', 'export function f(x) {\n  "use jit"\n  return -x\n}', 'f'],
    ['directive among others', 'export function f(x) { "use strict"; "use jit"; "more"\nreturn -x }', 'f'],
    ['file directive', '"use jit"\nexport function f(x) { return -x }', 'f'],
    [
      'decorator',
      'import { jit } from "hotpath"\nclass C {\n  @jit\n  m(x) { return -x }\n}\nexport const f = new C().m',
      'm',
    ],
    [
      'nested declaration',
      'function g() {\n  return f\n  /* @jit */ function f(x) { return -x }\n}\nexport default g()',
      'f',
    ],
    [
      'nested in a switch',
      'let f\nswitch (1) { case 1:\n/* @jit */ function g(x) { return -x }\nf = g }\nexport { f }',
      'g',
    ],
    ['default value', '/* @jit */ export function f(x, y = 1) { return -x }', 'f'],
    ['this parameter', '/* @jit */ export function f(this: void, x: number) { return -x }', 'f'],
    ['names the glue uses', '/* @jit */ export function $hp_k(k) { const $hp = 1; return -k }', '$hp_k'],
  ]
  it.each(cases)('puts the glue in: %s', (_, source, name) => {
    const { exports } = link(source)
    expectKernel((exports.f ?? exports.default ?? exports.$hp_k) as Scalar, name)
  })

  it('leaves functions alone that stay JavaScript and are made inside others', () => {
    const source =
      'function g() {\n  return f\n  /* @jit */ function f(x) { return -x }\n}\nexport const f = g()'
    expect(linked(source, 'js')).not.toContain('.register(')
    expect(linked(source, 'wasm')).toContain('.register(f, ')
    expect(linked(source.replace('function g', '/* @jit */ function g'), 'js')).toContain('.register(g, ')
  })

  it('wraps the target of a jit call and leaves it plain', () => {
    const { exports } = link(
      'import { jit as fast } from "hotpath"\nexport const plain = (x: number) => -x\n' +
        'export const f = fast<(x: number) => number>((plain), { fastmath: true })',
    )
    const { f, plain } = exports as { readonly f: Scalar; readonly plain: Scalar }
    expect([f(1), f('2'), plain(1), f.name, f.length]).toEqual([1001, -2, -1, 'plain', 1])
    expect(runtime.inspect(f)).toMatchObject({ original: plain, calls: { wasm: 1, js: 1 } })
    expect(runtime.inspect(plain).status).toBe('js')
  })

  it('gives `this` and all arguments to the original of a jit call', () => {
    const { exports } = link(
      'import * as hp from "hotpath"\nexport const o = { f: hp.jit(function (x) { return [this, arguments.length] }) }',
    )
    const { o } = exports as { readonly o: { f(...args: readonly unknown[]): unknown } }
    expect(o.f('a', 2, 3)).toEqual([o, 3])
  })
})

describe('functions that stay JavaScript', () => {
  it.each([
    ['declaration', '/* @jit */ export function f(x) { return -x }'],
    ['expression', 'export const f = /* @jit */ x => -x'],
    ['method', 'export const { f } = { /* @jit */ f(x) { return -x } }'],
    ['jit call', 'import { jit } from "hotpath"\nexport const f = jit(x => -x)'],
  ])('say why: %s', (_, source) => {
    const { exports, code } = link(source, 'js')
    const f = exports.f as Scalar
    expect(runtime.inspect(f)).toMatchObject({
      status: 'js',
      reasons: ['lower/unsupported-syntax: `eval` cannot be compiled yet.'],
      original: f,
    })
    expect(f(1)).toBe(-1)
    expect(code).not.toMatch(/_r = /)
  })
  it('cost few bytes more than the first of them', () => {
    const one = '/* @jit */ function f(x) { return -x }\n'
    const two = `${one}/* @jit */ function g(x) { return -x }\n`
    expect(
      link(two, 'js').code.length - two.length - (link(one, 'js').code.length - one.length),
    ).toBeLessThan(200)
  })
})

describe('the head', () => {
  const f = '/* @jit */ function f(x) { return -x }'
  it.each([
    ['nothing', f, /^import \* as \$hp from "virtual:runtime"; \$hp\.register\(f, .*\); \/\* @jit/],
    ['directives', `'use client'\n${f}`, /^'use client'; import .*;\n\/\*/],
    ['a file marker', `"use jit" // here\n${f.slice(11)}`, /^; import [^\n]*; \/\/ here\n/],
  ])('begins behind %s', (_, source, start) => {
    expect(linked(source)).toMatch(start)
  })
  it('begins behind a hashbang line', () => {
    expect(linked(`#!/usr/bin/env node\n${f}`)).toMatch(/^#!\/usr\/bin\/env node\nimport .*;\n\/\*/)
  })
  it('keeps every line of the user’s where it was', () => {
    const source = `${f}\nclass C { /* @jit */ m(x) {\n return -x } }\nconst g = /* @jit */ x =>\n  -x\nexport default g`
    const lines = link(source).code.split('\n')
    source.split('\n').forEach((line, i) => {
      expect(lines[i]).toContain(line.trim().slice(-4))
    })
  })
})

describe('robustness', () => {
  it('needs no semicolons around it', () => {
    const { exports } = link(
      'export const log = []\nlog.push(1)\n/* @jit */ export function f(x) {\n  [log[0]] = [2]\n  return -x\n}\n(() => log.push(3))()\n' +
        'const g = /* @jit */ x => -x\n;[g].forEach(h => log.push(h(1)))\nlog.push(f(1), f("4"))',
    )
    expect(exports.log).toEqual([2, 3, 1001, 1001, -4])
  })
  it('runs before its module has been evaluated', () => {
    const { exports } = link('export const early = f(1)\n/* @jit */ function f(x) { return -x }')
    expect(exports.early).toBe(1001)
  })
  it('nests', () => {
    const { exports } = link(
      'export const f = /* @jit */ x => typeof x === "number" ? 0 : /* @jit */ y => -y\nexport const g = f("")',
    )
    expectKernel(exports.g as Scalar, '')
  })
  it('leaves a linked module alone', () => {
    const { code } = link('/* @jit */ function f(x) { return -x }')
    expect(isLinked(code)).toBe(true)
    expect(isLinked('const $hp = 1; import * as hp from "x"')).toBe(false)
    expect(link(code).code).toBe(code)
    expect(link('/* @jit */\nlet x').code).toBe('/* @jit */\nlet x')
  })
  it('refuses a program with data of its own', () => {
    const module = parseModule('/* @jit */ function f(x) { return -x }', 'a.js')
    if (!module) throw new Error('the source does not parse')
    const [marked] = findMarkedFunctions(module, () => null).functions
    if (!marked) throw new Error('no marked function')
    const { wasm: withData } = assembleText(
      'export function kernel(): usize { return memory.data<u8>([1, 2]) }',
    )
    const functions = [{ marked, plans: [plan], loops: [], reasons: [], stays: false }]
    expect(() => linkModule({ module, functions, tables: [], wasm: withData, runtime: 'r' })).toThrow(/data/)
  })
})
