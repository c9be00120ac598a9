import { execFileSync } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { cleanEnvironment, packedApp } from '../support/packed-app.js'
import { fibSource } from './samples.js'

/** The app before hotpath: what a user has. */
const before = {
  'package.json': JSON.stringify({ name: 'app', private: true, type: 'module' }),
  'fib.ts': `export ${fibSource}`,
  'main.ts': `import { fib } from './fib'\n\nconsole.log(fib(10))\n`,
}
/** And after: a config of one line, and one comment. */
const after = {
  ...before,
  'vite.config.ts': `import hotpath from 'hotpath/vite'\n\nexport default { plugins: [hotpath()] }\n`,
  'fib.ts': `/* @jit */\n${before['fib.ts']}`,
}
/** How the test looks inside; no part of the app. */
const probes = {
  'fib.test.ts': `import { inspect } from 'hotpath'
import { expect, it } from 'vitest'
import { fib } from './fib'

it('runs in Wasm', () => {
  expect(fib(10)).toBe(144)
  expect(inspect(fib)).toMatchObject({ status: 'wasm', calls: { wasm: 1 } })
})
`,
  'dev.mjs': `import { createServer } from 'vite'
const server = await createServer({ server: { middlewareMode: true }, logLevel: 'silent' })
const { fib } = await server.ssrLoadModule('/fib.ts')
const { inspect } = await server.ssrLoadModule('hotpath')
const sent = await server.transformRequest('/fib.ts')
console.log(fib(10), inspect(fib).status, sent.code.includes('AGFzbQ'))
process.exit()
`,
}

let folder: string
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: cleanEnvironment() }).trim()

beforeAll(async () => {
  const installed = await packedApp()
  folder = mkdtempSync(join(tmpdir(), 'hotpath-s1-'))
  symlinkSync(join(installed, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries({ ...after, ...probes })) writeFileSync(join(folder, path), text)
}, 300_000)

it('S1: the diff of the app is one line of configuration and one comment', () => {
  expect(after['fib.ts'].replace('/* @jit */\n', '')).toBe(before['fib.ts'])
  expect(after['main.ts']).toBe(before['main.ts'])
})

it('S1: vite build, then node', () => {
  const vite = 'node_modules/vite/bin/vite.js'
  expect(run(vite, 'build', '--ssr', 'main.ts', '--logLevel', 'info')).toContain('hotpath')
  expect(run('dist/main.js')).toBe('144')
})

it('S1: vite dev', () => {
  expect(run('dev.mjs')).toBe('144 wasm true')
})

it('S1: vitest', () => {
  expect(run('node_modules/vitest/vitest.mjs', 'run', '--reporter=dot')).toContain('1 passed')
})
