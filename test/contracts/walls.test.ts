// STYLE: the walls between the rooms of the house are Biome rules. Each is tried here with a file that breaks it and,
// where it could be too wide, with one that does not; a rule that stops firing is a wall that fell down.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

interface Wall {
  /** What the wall says. */
  readonly says: string
  readonly rule: string
  readonly breaks: Readonly<Record<string, string>>
  readonly keeps?: Readonly<Record<string, string>>
}

const compiler = 'packages/compiler/src'
const imports = (path: string) => `import { a } from '${path}'\n\nexport const b = a\n`
const importsType = (path: string) => `import type { A } from '${path}'\n\nexport type B = A\n`
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `export const a${i} = ${i}\n`).join('')
const longFunction = (count: number) =>
  `export function a(b: number): void {\n${'  console.log(b)\n'.repeat(count)}}\n`

const walls: readonly Wall[] = [
  {
    says: 'a phase imports no other phase',
    rule: 'noRestrictedImports',
    breaks: {
      [`${compiler}/2-lower/wall-phase.ts`]: imports('../1-find/find-markers.js'),
      [`${compiler}/3-infer/deep/wall-phase-type.ts`]: importsType('../../5-emit/emit-kernel.js'),
      [`${compiler}/4-optimize/wall-phase.ts`]: imports('../6-glue/glue.js'),
    },
    keeps: {
      [`${compiler}/2-lower/wall-own.ts`]: imports('./lower-kernel.js'),
      [`${compiler}/4-optimize/deep/wall-own.ts`]: imports('../lane-width.js'),
      [`${compiler}/5-emit/wall-foundation.ts`]: imports('../ir/kernel.js'),
    },
  },
  {
    says: 'a foundation imports no phase',
    rule: 'noRestrictedImports',
    breaks: {
      [`${compiler}/ir/wall-ir.ts`]: importsType('../2-lower/lower-kernel.js'),
      [`${compiler}/abi/wall-abi.ts`]: imports('../6-glue/glue.js'),
      [`${compiler}/diagnostics/wall-diagnostics.ts`]: imports('../1-find/find-markers.js'),
    },
  },
  {
    says: 'only pipeline.ts and compile-module.ts know the phases',
    rule: 'noRestrictedImports',
    breaks: {
      [`${compiler}/wall-other.ts`]: imports('./3-infer/infer-types.js'),
      [`${compiler}/index.ts`]: imports('./1-find/find-markers.js'),
    },
    keeps: {
      [`${compiler}/pipeline.ts`]: imports('./3-infer/infer-types.js'),
      [`${compiler}/compile-module.ts`]: imports('./5-emit/emit-kernel.js'),
    },
  },
  {
    says: 'the compiler knows no asc and no other package of the house',
    rule: 'noRestrictedImports',
    breaks: {
      [`${compiler}/5-emit/wall-asc.ts`]: imports('assemblyscript/asc'),
      [`${compiler}/5-emit/wall-assembler.ts`]: imports('@hotpath/assembler'),
      [`${compiler}/6-glue/wall-runtime.ts`]: importsType('@hotpath/runtime'),
      [`${compiler}/pass.ts`]: imports('hotpath'),
    },
  },
  {
    says: 'the compiler does no IO',
    rule: 'noNodejsModules',
    breaks: {
      [`${compiler}/1-find/wall-node.ts`]: imports('node:fs'),
      [`${compiler}/diagnostics/wall-node.ts`]: imports('path'),
    },
  },
  {
    says: 'the runtime imports nothing outside itself',
    rule: 'noRestrictedImports',
    breaks: {
      'packages/runtime/src/wall-package.ts': imports('@hotpath/compiler'),
      'packages/runtime/src/wall-dependency.ts': imports('picocolors'),
      'packages/runtime/src/wall-type.ts': importsType('@hotpath/compiler'),
      'packages/runtime/src/deep/wall-node.ts': imports('node:buffer'),
    },
    keeps: {
      'packages/runtime/src/wall-own.ts': imports('./memory.js'),
      'packages/runtime/src/deep/wall-own.ts': imports('../memory.js'),
      'packages/runtime/src/wall-deeper.ts': imports('./marshal/copy-in.js'),
    },
  },
  {
    says: 'the assembler imports no other package of the house',
    rule: 'noRestrictedImports',
    breaks: { 'packages/assembler/src/wall-compiler.ts': imports('@hotpath/compiler') },
    keeps: { 'packages/assembler/src/wall-asc.ts': imports('assemblyscript/asc') },
  },
  {
    says: 'the report knows the compiler and no other package of the house',
    rule: 'noRestrictedImports',
    breaks: {
      'packages/report/src/wall-plugin.ts': imports('@hotpath/plugin'),
      'packages/report/src/page/wall-type.ts': importsType('@hotpath/assembler'),
    },
    keeps: {
      'packages/report/src/wall-compiler.ts': importsType('@hotpath/compiler'),
      'packages/report/src/page/wall-own.ts': imports('../file-report.js'),
    },
  },
  {
    says: 'the report does no IO',
    rule: 'noNodejsModules',
    breaks: { 'packages/report/src/page/wall-node.ts': imports('node:fs') },
  },
  {
    says: 'the doors do not know the command line',
    rule: 'noRestrictedImports',
    breaks: { 'packages/plugin/src/wall-cli.ts': imports('@hotpath/cli') },
    keeps: { 'packages/plugin/src/wall-report.ts': imports('@hotpath/report') },
  },
  {
    says: 'imports make no circle, types included',
    rule: 'noImportCycles',
    breaks: {
      [`${compiler}/ir/wall-egg.ts`]: imports('./wall-hen.js'),
      [`${compiler}/ir/wall-hen.ts`]: "import { b } from './wall-egg.js'\n\nexport const a: number = b\n",
      [`${compiler}/ir/wall-type-egg.ts`]: importsType('./wall-type-hen.js'),
      [`${compiler}/ir/wall-type-hen.ts`]:
        "import type { B } from './wall-type-egg.js'\n\nexport type A = B[]\n",
    },
  },
  {
    says: 'a file has 300 lines at most',
    rule: 'noExcessiveLinesPerFile',
    breaks: { [`${compiler}/ir/wall-long.ts`]: lines(301) },
    keeps: { [`${compiler}/ir/wall-full.ts`]: lines(300) },
  },
  {
    says: 'a function has 60 lines at most',
    rule: 'noExcessiveLinesPerFunction',
    breaks: { [`${compiler}/ir/wall-long-function.ts`]: longFunction(61) },
    keeps: { [`${compiler}/ir/wall-full-function.ts`]: longFunction(60) },
  },
  {
    says: 'files are named in kebab-case',
    rule: 'useFilenamingConvention',
    breaks: { [`${compiler}/ir/wallName.ts`]: 'export const a = 1\n' },
    keeps: { [`${compiler}/ir/wall-name.ts`]: 'export const a = 1\n' },
  },
  {
    says: "only a package's root index.ts is a barrel",
    rule: 'noBarrelFile',
    breaks: { [`${compiler}/ir/index.ts`]: "export { b } from './kernel.js'\n" },
    keeps: { 'packages/plugin/src/index.ts': "export { b } from './build-module.js'\n" },
  },
  {
    says: 'no any',
    rule: 'noExplicitAny',
    // The text of a file that has to be refused, not a type of this one.
    breaks: { [`${compiler}/ir/wall-any.ts`]: 'export const a: any = 1\n' },
  },
  {
    says: 'no non-null assertion',
    rule: 'noNonNullAssertion',
    breaks: { [`${compiler}/ir/wall-bang.ts`]: 'export const a = (b: number | null): number => b!\n' },
  },
  {
    says: 'types are imported as types',
    rule: 'useImportType',
    breaks: {
      [`${compiler}/ir/wall-value-import.ts`]: "import { A } from './kernel.js'\n\nexport type B = A\n",
    },
  },
  {
    says: 'a package declares what it imports',
    rule: 'noUndeclaredDependencies',
    breaks: { 'packages/plugin/src/wall-undeclared.ts': imports('magic-string') },
  },
]

const root = resolve(import.meta.dirname, '../..')
const house = mkdtempSync(join(tmpdir(), 'hotpath-walls-'))
/** `rule path` of everything Biome reports in a house made of nothing but these files. */
let reported: ReadonlySet<string>

beforeAll(() => {
  copyFileSync(join(root, 'biome.json'), join(house, 'biome.json'))
  write('packages/plugin/package.json', '{ "name": "plugin" }\n')
  for (const wall of walls) {
    for (const [path, text] of Object.entries({ ...wall.breaks, ...wall.keeps })) write(path, text)
  }
  reported = lint()
})

afterAll(() => rmSync(house, { recursive: true }))

it.each(walls)('$says', ({ rule, breaks, keeps }) => {
  const fired = (path: string) => reported.has(`${rule} ${path}`)
  expect(Object.keys(breaks).filter(path => !fired(path))).toEqual([])
  expect(Object.keys(keeps ?? {}).filter(fired)).toEqual([])
})

function write(path: string, text: string): void {
  const file = join(house, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function lint(): ReadonlySet<string> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false']
  const { diagnostics } = JSON.parse(outputOf(args)) as {
    diagnostics: { category: string; location: { path: string } }[]
  }
  return new Set(diagnostics.map(d => `${d.category.split('/').at(-1)} ${d.location.path}`))
}

/** Biome exits with 1 when it has something to report; the report is on its standard output all the same. */
function outputOf(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, args, {
      cwd: house,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout)
  }
}
