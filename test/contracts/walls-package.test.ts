// DESIGN, "no strings attached": what a user installs is one package. These are the promises about its dist/ that a
// bundler could break without a word.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../packages/hotpath')
const dist = join(root, 'dist')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}
const files = readdirSync(dist)
const scripts = files.filter(name => name.endsWith('.js'))
const types = files.filter(name => name.endsWith('.d.ts'))

it('every door exists, with its types', () => {
  const doors = Object.values(manifest.exports).flatMap(to =>
    typeof to === 'string' ? [to] : Object.values(to),
  )
  expect(doors.filter(path => !existsSync(join(root, path)))).toEqual([])
  expect(scripts).toContain('cli.js')
  expect(scripts).toContain('worker.js')
})

it('every door opens for a CommonJS config too: none awaits at the top level', () => {
  const require = createRequire(import.meta.url)
  for (const door of ['hotpath', 'hotpath/vite', 'hotpath/babel', 'hotpath/eslint'])
    expect(require(door)).toBeTypeOf('object')
})

it('the run time is one file that imports nothing', () => {
  expect(importsOf('runtime.js')).toEqual([])
})

it('the Vite door opens without Babel and esbuild, which take longer to load than a cached build', () => {
  const opened = new Set<string>()
  const open = (name: string): void => {
    if (opened.has(name)) return
    opened.add(name)
    for (const path of staticImportsOf(name)) {
      if (path.startsWith('./')) open(path.slice(2))
      else opened.add(path)
    }
  }
  open('vite.js')
  expect([...opened].filter(path => !path.endsWith('.js') && !isBuiltin(path))).toEqual([])
  expect(opened).not.toContain('compiler.js')
})

it('every file addressed relative to the bundle lies beside it', () => {
  const addressed = scripts.flatMap(name =>
    [...text(name).matchAll(/new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g)].map(match =>
      String(match[1]),
    ),
  )
  expect(addressed.filter(path => !existsSync(join(dist, path)))).toEqual([])
})

it('it imports only what it declares', () => {
  const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
  const undeclared = [...scripts, ...types].flatMap(name =>
    importsOf(name)
      .filter(path => !path.startsWith('.') && !isBuiltin(path) && !declared.has(packageOf(path)))
      .map(path => `${name} imports ${path}`),
  )
  expect(undeclared).toEqual([])
})

function importsOf(name: string): string[] {
  return ts.preProcessFile(text(name), true, true).importedFiles.map(({ fileName }) => fileName)
}

/** Without those in `import()`. */
function staticImportsOf(name: string): string[] {
  const { statements } = ts.createSourceFile(name, text(name), ts.ScriptTarget.Latest)
  return statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : []
  })
}

function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')
}

function text(name: string): string {
  return readFileSync(join(dist, name), 'utf8')
}
