import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildApp, writeApp } from '../support/build-app.js'
import { cleanEnvironment } from '../support/packed-app.js'
import { fibSource, pdistSource } from './samples.js'

const kernels = `/* @jit */\nexport ${fibSource}\n/* @jit */\nexport ${pdistSource}`
const results = `export const results = (): string => JSON.stringify([
  Array.from({ length: 120 }, (_, n) => fib(n)),
  Array.from(pdist(Float64Array.from({ length: 60 }, (_, i) => Math.sin(i)), 20, 3)),
])\n`
const files = {
  'package.json': '{ "type": "module" }',
  'fib.ts': kernels,
  'results.ts': `import { fib, pdist } from './fib.js'\n${results}`,
  // The guard that tells a script from a module.
  'main.ts': `import { fileURLToPath } from 'node:url'
import { inspect } from 'hotpath'
import { fib, pdist } from './fib.ts'
import { results } from './results'

enum Greeting { Hello = 'results' }
export const ran: string[] = []
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(Greeting.Hello, results())
  console.log(inspect(fib).status, inspect(pdist).status)
}
`,
  'import-main.mjs': "const { ran } = await import('./main.ts')\nconsole.log(ran.length)\n",
}

const folder = writeApp(files)
const run = (script: string, env: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) =>
  execFileSync(process.execPath, ['--import', 'hotpath/register', ...flags, join(folder, script)], {
    cwd: folder,
    encoding: 'utf8',
    env: cleanEnvironment(env),
  }).trim()

it('S21: a script is compiled on the fly; what it gives is what the bundle gives', async () => {
  const bundled = await buildApp<{ results: () => string }>(files, { entry: 'results.ts' })
  expect(bundled.code).toContain('AGFzbQ')
  const expected = `results ${bundled.exports.results()}\nwasm wasm`
  expect(run('main.ts')).toBe(expected)
  // And once more, from the cache.
  expect(run('main.ts')).toBe(expected)
})

it('S21: imported as a module, a guarded script does nothing', () => {
  expect(run('import-main.mjs')).toBe('0')
})

it('S21: switched off, the same as plain JavaScript', () => {
  const [on, off] = [run('main.ts'), run('main.ts', { HOTPATH_DISABLE: '1' })]
  expect(off).toBe(on.replace('wasm wasm', 'js js'))
})

it('S21: CommonJS stays CommonJS, sloppy mode included', () => {
  const twice = 'function twice(x = 0) { let s = 0; for (let i = 0; i < 100; i++) s += x; return s }'
  const script = `const { inspect } = require('hotpath')
const { fib } = require('./typed.cts')
/* @jit */
${twice}
console.log(twice(2), inspect(twice).status, fib(10), inspect(fib).status)
console.log((function () { return this === globalThis })(), this === module.exports)
`
  writeFileSync(join(folder, 'script.cjs'), script)
  writeFileSync(join(folder, 'typed.cts'), `/* @jit */\n${fibSource}\nexport = { fib }\n`)
  const expected = '200 wasm 144 wasm\ntrue true'
  expect(run('script.cjs')).toBe(expected)
  const required = spawnSync(process.execPath, ['-r', 'hotpath/register', join(folder, 'script.cjs')], {
    ...{ cwd: folder, encoding: 'utf8', env: cleanEnvironment() },
  })
  expect(required.stdout.trim()).toBe(expected)
})

it('S21: what stays JavaScript is told, `strict` stops, and traces speak of the source', () => {
  const greet = (marker: string) =>
    `/* @jit${marker} */\nexport function greet(name: symbol): string {\n  return 'hi ' + String(name)\n}\n`
  const started = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return spawnSync(process.execPath, ['--import', 'hotpath/register', join(folder, name)], {
      ...{ cwd: folder, encoding: 'utf8', env: cleanEnvironment() },
    })
  }
  const loose = started('loose.ts', `${greet('')}console.log(greet('you'))\n`)
  expect(loose.stdout).toBe('hi you\n')
  expect(loose.stderr).toContain('loose.ts:2:23: `greet` stays JavaScript')
  const strict = started('strict.ts', `${greet(' strict')}console.log(greet('you'))\n`)
  expect(strict).toMatchObject({ stdout: '', status: 1 })
  expect(strict.stderr).toContain('strict.ts:2:23: `greet` stays JavaScript')
  const failing = started(
    'failing.ts',
    `${kernels}type Fails = never\n\nconst fail = (): Fails => { throw new Error('no') }\nfail()\n`,
  )
  const line = `${kernels}`.split('\n').length + 2
  expect(failing.stderr).toContain(`failing.ts:${line}:`)
})

it('S21: builds are kept in node_modules/.cache', () => {
  run('main.ts')
  // The folder is the tests' own: apps here share their node_modules.
  expect(existsSync(join(folder, 'node_modules/.cache/hotpath'))).toBe(true)
})
