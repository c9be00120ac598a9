import { describe, expect, test } from 'vitest'
import { parseModule } from '../parse-module.js'
import { findMarkedFunctions } from './find-marked-functions.js'

const file = '/src/kernels.ts'

function find(source: string, id = file) {
  const module = parseModule(source, id)
  if (module === null) throw new Error(`does not parse: ${source}`)
  return findMarkedFunctions(module, () => null)
}

/** `name kind` of each marked function. */
function marked(source: string, id = file): readonly string[] {
  return find(source, id).functions.map(({ name, site }) => `${name} ${site.kind}`)
}

/** `code text` of each diagnostic. */
function told(source: string): readonly string[] {
  return find(source).diagnostics.map(({ code, at }) => `${code} ${source.slice(at.start, at.end)}`)
}

const hp = "import { jit } from 'hotpath'\n"

describe('what each form marks', () => {
  const forms: readonly (readonly [source: string, ...marked: string[]])[] = [
    ['/* @jit */ function f() {}', 'f declaration'],
    ['/** @jit */ function f() {}', 'f declaration'],
    ['// @jit\nfunction f() {}', 'f declaration'],
    ['//@jit\nfunction f() {}', 'f declaration'],
    ['/*@jit*/function f() {}', 'f declaration'],
    ['/*\n * @jit\n */\nfunction f() {}', 'f declaration'],
    ['/* @jit */ async function f() {}', 'f declaration'],
    ['async /* @jit */ function f() {}', 'f declaration'],
    ['const f = async /* @jit */ (x) => x', 'f expression'],
    ['/* @jit */ function* f() {}', 'f declaration'],
    ['/* @jit */ export function f() {}', 'f declaration'],
    ['export /* @jit */ function f() {}', 'f declaration'],
    ['/* @jit */ export default function f() {}', 'f declaration'],
    ['/* @jit */ export default function () {}', 'default default-export'],
    ['export default /* @jit */ function () {}', 'default default-export'],
    ['/* @jit */ export default (x: number) => x', 'default expression'],
    ['export default /* @jit */ x => x', 'default expression'],
    ['/* @jit */ export default (function g() {})', 'g expression'],
    ['const f = /* @jit */ (x: number) => x', 'f expression'],
    ['const f = /* @jit */ function () {}', 'f expression'],
    ['const f = /* @jit */ function g() {}', 'g expression'],
    ['/* @jit */ const f = (x: number) => x', 'f expression'],
    ['/* @jit */ const f = async (x: number) => x', 'f expression'],
    ['/* @jit */ let f = (x: number) => x', 'f expression'],
    ['// @jit\nvar f = (x: number) => x', 'f expression'],
    ['/* @jit */ export const f = (x: number) => x', 'f expression'],
    ['const a = 1, /* @jit */ f = (x: number) => x', 'f expression'],
    ['const f = /* @jit */ <T,>(x: T) => x', 'f expression'],
    ['/* @jit */ const f = ((x: number) => x) as F', 'f expression'],
    ['const f = /* @jit */ ((x: number) => x) satisfies F', 'f expression'],
    ['const f = /* @jit */ <F>(x => x)', 'f expression'],
    ['const f = /* @jit */ (((x => x)))', 'f expression'],
    ['const f = ( /* @jit */ ((x => x)))', 'f expression'],
    ['const f = (/* @jit */ x => x) as F as G', 'f expression'],
    ['/* @jit */ module.exports.f = x => x', 'f expression'],
    ['let f; f = /* @jit */ x => x', 'f expression'],
    ['/* @jit */ export = x => x', 'anonymous expression'],
    ['call(/* @jit */ x => x)', 'anonymous expression'],
    ['/* @jit */ (x => x)(1)', 'anonymous expression'],
    ['const o = { /* @jit */ key: (x: number) => x }', 'key expression'],
    ['const o = { key: /* @jit */ (x: number) => x }', 'key expression'],
    ["const o = { /* @jit */ 'a key': x => x }", 'a key expression'],
    ['const o = { a: 1,\n// @jit\nkey(x) { return x } }', 'key object-method'],
    ['const o = { /* @jit */ async key() {} }', 'key object-method'],
    ["const o = { /* @jit */ ['key']() {} }", 'key object-method'],
    ['class A { /* @jit */ area() {} }', 'area class-method'],
    ['class A { /* @jit */ static area() {} }', 'area class-method'],
    ['class A { static /* @jit */ area() {} }', 'area class-method'],
    ['class A { /* @jit */ static area = (x: number) => x }', 'area expression'],
    ['class A { /* @jit */ area = (x: number) => x }', 'area expression'],
    ['class A { /* @jit */ #area = (x: number) => x }', '#area expression'],
    ['class A { /* @jit */ private area(): void {} }', 'area class-method'],
    ['class A { /* @jit */ @log area() {} }', 'area class-method'],
    ['class A { @log /* @jit */ area() {} }', 'area class-method'],
    ['function f() { "use jit"; return 1 }', 'f declaration'],
    ["function f() { 'use strict'; 'use jit'; return 1 }", 'f declaration'],
    ['const f = () => { "use jit"; return 1 }', 'f expression'],
    ['class A { area() { "use jit" } }', 'area class-method'],
    ['function f() { function g() { "use jit" } }', 'g declaration'],
    [`${hp}class A { @jit area() {} }`, 'area class-method'],
    [`${hp}class A { @jit static area() {} }`, 'area class-method'],
    [`${hp}class A { @log @jit area() {} }`, 'area class-method'],
    [`${hp}class A { @jit({ strict: true }) area() {} }`, 'area class-method'],
    [`import * as h from 'hotpath'\nclass A { @h.jit area() {} }`, 'area class-method'],
    [`import { jit as fast } from 'hotpath'\nclass A { @fast area() {} }`, 'area class-method'],
    ['/* @jit */ function f() { /* @jit */ function g() {} }', 'f declaration', 'g declaration'],
    ['/* @jit */ const f = x => /* @jit */ y => x + y', 'f expression', 'anonymous expression'],
    ['/* @jit */ /** The distance. */ function f() {}', 'f declaration'],
    ['/** The distance.\n * @jit\n * @param {number} x\n */\nfunction f(x) {}', 'f declaration'],
    ['/* @jit */\n\nfunction f() {}', 'f declaration'],
    ['foo()\n// @jit\nfunction f() {}', 'f declaration'],
    ['foo(); /* @jit */ function f() {}', 'f declaration'],
    ['/* @jit */ function f(x: 1): 1\nfunction f(x: 2): 2\nfunction f(x) { return x }', 'f declaration'],
    ['/* @jit */ export function f(x: 1): 1\nexport function f(x) { return x }', 'f declaration'],
    ['export /* @jit */ function f(x: 1): 1\nexport function f(x) { return x }', 'f declaration'],
    ['function f(x: 1): 1\n/* @jit */ function f(x) { return x }', 'f declaration'],
    ['class A { /* @jit */ a(x: 1): 1\n a(x: 2): 2\n a(x) { return x } }', 'a class-method'],
  ]
  test.each(forms)('%s', (source, ...expected) => {
    expect(marked(source)).toEqual(expected)
    expect(told(source)).toEqual([])
  })

  test('"use jit" at the head of a file marks its top-level functions and no others', () => {
    const source = `"use jit"
      function a() { function inner() {} }
      export function b() {}
      const c = x => x, d = function () {}
      export const e = x => x
      export default () => 1
      class A { method() {} }
      const o = { method() {}, key: x => x }
      call(x => x)
      if (a) { const nested = x => x }
      var n = 1`
    expect(find(source).functions.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'default'])
  })

  test('JavaScript, JSX and ids with a query are read too', () => {
    const source = '/** @jit\n * @param {number} x */\nexport function f(x) { return <b>{x}</b> }'
    expect(marked(source, '/a.js')).toEqual(['f declaration'])
    expect(marked(source, '/a.tsx?worker')).toEqual(['f declaration'])
    expect(marked('/* @jit */ const f = <F>(x => x)', '/A.vue?vue&type=script&lang.ts')).toEqual([
      'f expression',
    ])
  })
})

describe('what marks nothing', () => {
  const silent = [
    "const s = '/* @jit */'; function f() {}",
    'const s = `\n// @jit\n`\nfunction f() {}',
    '// see @jit docs\nfunction f() {}',
    '/* not @jit */ function f() {}',
    '/** Uses @jit inside. */ function f() {}',
    '// @jitter\nfunction f() {}',
    '// @jit/x and @jit.y\nfunction f() {}',
    "const s = 'use jit'",
    'class A { @jit area() {} }',
    "import { jit } from 'elsewhere'\nclass A { @jit area() {} }",
    "import { jit } from 'elsewhere'\njit(x => x)",
    'function jit(f) { return f }\njit(x => x)',
    'jit(x => x)',
    `${hp}function g(jit) { return jit(x => x) }`,
    `${hp}{ const jit = f => f; jit(x => x) }`,
    "import { inspect as jit } from 'hotpath'\njit(x => x)",
    "import * as h from 'hotpath'\nh.inspect(x => x); h[jit](x => x)",
    "import * as h from 'elsewhere'\nh.jit(x => x)",
    'function f() {}',
  ]
  test.each(silent)('%s', source => {
    expect(marked(source)).toEqual([])
    expect(told(source)).toEqual([])
  })

  const misplaced: readonly (readonly [source: string, told: string])[] = [
    ['/* @jit */ const a = 1', '/* @jit */'],
    ['// @jit\nfoo()\nfunction f() {}', '// @jit'],
    ['/* @jit */ class A { area() {} }', '/* @jit */'],
    ['/* @jit */ declare function f(): void', '/* @jit */'],
    ['/* @jit */ const f = memo(x => x)', '/* @jit */'],
    ['/* @jit */ const f = x => x, g = x => x', '/* @jit */'],
    ['/* @jit */ import { a } from "a"', '/* @jit */'],
    ['/** @jit */ interface A {}', '/** @jit */'],
    ['function f() { /* @jit */ return 1 }', '/* @jit */'],
    ['function f() {}\n// @jit', '// @jit'],
    ['const a = 1 // @jit\nfunction f() {}', '// @jit'],
    ['foo() /* @jit */\nfunction f() {}', '/* @jit */'],
    ['function f() { foo(); "use jit"; }', '"use jit";'],
    ['foo()\n"use jit"\nfunction f() {}', '"use jit"'],
  ]
  test.each(misplaced)('%s is told', (source, text) => {
    expect(marked(source)).toEqual([])
    expect(told(source)).toEqual([`find/misplaced-marker ${text}`])
  })
})

describe('where no glue fits', () => {
  const sites: readonly (readonly [source: string, what: string])[] = [
    ['class A { /* @jit */ get area() { return 1 } }', 'The getter `area` cannot be marked with @jit.'],
    ['class A { /* @jit */ set area(x) {} }', 'The setter `area` cannot be marked with @jit.'],
    ['class A { /* @jit */ constructor() {} }', 'A constructor cannot be marked with @jit.'],
    ['class A { /* @jit */ #area() {} }', 'The private method `#area` cannot be marked with @jit.'],
    ['class A { /* @jit */ [area]() {} }', 'A method with a computed name cannot be marked with @jit.'],
    ['const o = { /* @jit */ get area() { return 1 } }', 'The getter `area` cannot be marked with @jit.'],
    ['const o = { /* @jit */ [area]() {} }', 'A method with a computed name cannot be marked with @jit.'],
    [`${hp}class A { @jit get area() { return 1 } }`, 'The getter `area` cannot be marked with @jit.'],
    [`${hp}class A { @jit area = x => x }`, 'The field `area` cannot be marked with @jit.'],
    [`${hp}@jit class A {}`, 'The class `A` cannot be marked with @jit.'],
  ]
  test.each(sites)('%s', (source, message) => {
    const { functions, diagnostics } = find(source)
    expect(functions).toEqual([])
    expect(diagnostics.map(diagnostic => `${diagnostic.code} ${diagnostic.message}`)).toEqual([
      `find/unsupported-site ${message}`,
    ])
  })

  test('a refusal remembers strict and its reasons', () => {
    const { refused, diagnostics } = find('class A { /* @jit strict */ get area() { return 1 } }')
    expect(refused).toMatchObject([{ name: 'area', strict: true, reasons: diagnostics }])
  })
})

describe('several markers on one function', () => {
  test('say their options together and make one entry', () => {
    const source = `// @jit fastmath i32(i32)\n/* @jit strict f64(f64) */ function f(x) { "use jit inline"; return x }`
    const { functions, diagnostics } = find(source)
    expect(diagnostics).toEqual([])
    expect(functions).toHaveLength(1)
    expect(functions[0]?.options).toEqual({
      strict: true,
      fastmath: ['reassoc', 'contract', 'arcp', 'approx'],
      parallel: false,
      inline: true,
      off: false,
      unchecked: false,
      math: 'exact',
      signatures: ['i32(i32)', 'f64(f64)'],
    })
  })

  test('a JSDoc block may hold several, each up to the end of its line', () => {
    const source =
      '/**\n * Sums.\n * @jit f64(Float64Array)\n * @jit f64(Int32Array) @internal\n * strict\n */\nfunction f(x) {}'
    const { functions, diagnostics } = find(source)
    expect(diagnostics).toEqual([])
    expect(functions[0]?.options).toMatchObject({
      signatures: ['f64(Float64Array)', 'f64(Int32Array)'],
      strict: false,
    })
  })

  test('plugin defaults hold where no marker says otherwise', () => {
    const source = `${hp}/* @jit */ function f() {}\nconst g = jit(x => x, { strict: false })`
    const module = parseModule(source, file)
    const found = module && findMarkedFunctions(module, () => null, { strict: true, math: 'native' })
    expect(found?.functions.map(({ options }) => [options.strict, options.math])).toEqual([
      [true, 'native'],
      [false, 'native'],
    ])
  })

  test('ways of fastmath add up, and a later false takes them off', () => {
    const source = `/* @jit fastmath(approx) */ /* @jit fastmath(reassoc) */ function f() {}
/* @jit fastmath(approx) */ /* @jit fastmath=false */ function g() {}
/* @jit */ function h() {}
/* @jit fastmath=false */ function i() {}`
    const module = parseModule(source, file)
    const found = module && findMarkedFunctions(module, () => null, { fastmath: ['arcp'] })
    expect(found?.functions.map(({ options }) => options.fastmath)).toEqual([
      ['reassoc', 'approx'],
      [],
      ['arcp'],
      [],
    ])
  })

  test('off is found, and left to be skipped in silence', () => {
    const { functions, diagnostics } = find('/* @jit off */ function f() {}')
    expect(functions.map(({ options }) => options.off)).toEqual([true])
    expect(diagnostics).toEqual([])
  })

  test('a word in the directive of a file is told once', () => {
    const source = '"use jit strct"\nfunction f() {}\nfunction g() {}'
    expect(told(source)).toEqual(['find/unknown-option strct'])
    expect(find(source).functions).toHaveLength(2)
  })
})

describe('the ranges of a marker and its site', () => {
  const slices: readonly (readonly [source: string, marker: string])[] = [
    ['/* @jit */ function f() {}', '/* @jit */'],
    ['a()\n// @jit strict\nfunction f() {}', '// @jit strict'],
    ['function f() { "use jit"; }', '"use jit";'],
    [`${hp}class A { @jit area() {} }`, '@jit'],
  ]
  test.each(slices)('%s', (source, text) => {
    const [{ marker } = { marker: { file: '', start: 0, end: 0 } }] = find(source).functions
    expect(source.slice(marker.start, marker.end)).toBe(text)
    expect(marker.file).toBe(file)
  })

  test('a class method knows its class', () => {
    const source = 'a(); class A { b = 1; /* @jit */ static area() {} }'
    const site = find(source).functions[0]?.site
    if (site?.kind !== 'class-method') throw new Error('no class method')
    expect(source.slice(site.classBody.start, site.classBody.end)).toBe(
      '{ b = 1; /* @jit */ static area() {} }',
    )
    expect(site).toMatchObject({ key: 'area', isStatic: true })
  })
})
