// STYLE: each diagnostic has a page that shows code which is told exactly that, and how to change it.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compileModule, importKey } from '@hotpath/compiler'
import { describe, expect, it } from 'vitest'
import { findMarkedFunctions } from '../../packages/compiler/src/1-find/find-marked-functions.js'
import { catalog } from '../../packages/compiler/src/diagnostics/catalog.js'
import { parseModule } from '../../packages/compiler/src/parse-module.js'

const folder = resolve(import.meta.dirname, '../../packages/compiler/docs/diagnostics')
const codes = Object.keys(catalog)

it('every code has a page and every page a code', () => {
  expect(readdirSync(folder).sort()).toEqual(codes.map(pageName).sort())
})

it('a code is its phase and its problem', () => {
  expect(
    codes.filter(
      code => !/^(find|lower|infer|optimize|emit|glue|cost|internal)\/[a-z]+(-[a-z]+)*$/.test(code),
    ),
  ).toEqual([])
})

describe.each(codes)('%s', code => {
  const text = readFileSync(join(folder, pageName(code)), 'utf8')

  it('says what it means, shows it, how to fix it and why', () => {
    const headings = [...text.matchAll(/^#+ .*$/gm)].map(([heading]) => heading)
    expect(headings).toEqual([`# ${code}`, '## Example', '## How to fix', '## Why'])
    expect(/^# .*\n\n(.+)/.exec(text)?.[1]).toBeTruthy()
  })

  it('shows code that is refused, and that code as it should be', () => {
    const refused = code.startsWith('internal/') ? [] : ['refused']
    expect([...text.matchAll(/^```ts (\w+)$/gm)].map(match => match[1])).toEqual([...refused, 'fixed'])
    expect(toldByFind(example(text, 'refused'))).toEqual(code.startsWith('find/') ? [code] : [])
    expect(toldByFind(example(text, 'fixed'))).toEqual([])
  })

  it('shows code that is told exactly this when it is compiled', () => {
    // What is too small stays JavaScript, but that is what these pages tell.
    const costModel = code.startsWith('cost/')
    const isRefused = told(example(text, 'refused'), {}, costModel).includes(code)
    expect(isRefused).toBe(!code.startsWith('internal/'))
    expect(told(example(text, 'fixed'), neighbours, costModel)).toEqual([])
  })
})

/** What the examples import, where it can be read. */
const neighbours: Readonly<Record<string, string>> = {
  './scale': 'export function scale(x: number, by: number): number { return x * by }',
  './load': 'export function load(): Float64Array { return new Float64Array(3) }',
}

function told(
  source: string,
  others: Readonly<Record<string, string>>,
  costModel: boolean,
): readonly string[] {
  const modules = new Map<string, { readonly file: string; readonly source: string } | null>()
  for (;;) {
    const input = { file: '/example.ts', source, modules, options: { costModel } }
    const { imports, diagnostics } = compileModule(input)
    if (imports.length === 0) return diagnostics.map(({ code }) => code)
    for (const request of imports) {
      const text = others[request.specifier]
      const file = `/${request.specifier}.ts`
      modules.set(importKey(request), text === undefined ? null : { file, source: text })
    }
  }
}

function pageName(code: string): string {
  return `${code.replace('/', '-')}.md`
}

function example(page: string, kind: 'refused' | 'fixed'): string {
  return new RegExp(`^\`\`\`ts ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? ''
}

function toldByFind(source: string): readonly string[] {
  const module = parseModule(source, '/example.ts')
  if (module === null) throw new Error(`the example does not parse:\n${source}`)
  return findMarkedFunctions(module, () => null).diagnostics.map(({ code }) => code)
}
