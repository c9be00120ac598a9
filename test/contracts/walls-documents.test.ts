// ARCHITECTURE.md and its neighbours are read as law, so they must speak of the house as it stands.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const compiler = join(root, 'packages/compiler/src')

describe.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', document => {
  const text = read(document)

  it('names files that exist', () => {
    const named = [...text.matchAll(/`((?:packages|test|examples)\/[^\s`]*)`/g)].map(match =>
      String(match[1]),
    )
    expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
  })

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/\b(?:pnpm|npm run) ([a-z][a-z:]*)/g)].map(match => String(match[1]))
    const known = new Set([...Object.keys(scripts), 'install', 'exec', 'does'])
    expect(named.filter(name => !known.has(name))).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md')

  it('stays within 150 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })

  it('lists the phases, in order', () => {
    const listed = [...text.matchAll(/^\| `(\d-[a-z]+)` \|/gm)].map(match => match[1])
    const folders = readdirSync(compiler).filter(name => /^\d-/.test(name))
    expect(listed).toEqual(folders.sort())
  })
})

// A `|` in code splits a cell too: the rest of the row moves, and the page of the documentation no longer builds.
describe.each(writtenDocuments())('%s', document => {
  it('has tables whose rows have the cells of their heads', () => {
    const uneven = [...read(document).matchAll(/^(\|.*\|)\n\|[-:| ]+\|\n((?:\|.*\n?)*)/gm)].flatMap(
      ([, head, rows]) =>
        String(rows)
          .trimEnd()
          .split('\n')
          .filter(row => row !== '' && cellsOf(row) !== cellsOf(String(head))),
    )
    expect(uneven).toEqual([])
  })
})

function writtenDocuments(): string[] {
  const folders = ['.', 'docs', 'docs/diagnostics', 'docs/generated', 'docs/recipes']
  return folders.flatMap(folder =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.md'))
      .map(name => join(folder, name)),
  )
}

function cellsOf(row: string): number {
  return row.replaceAll('\\|', '').split('|').length
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
