// The passes of 4-optimize are a table. Each says which others it must follow and why; ARCHITECTURE.md names each.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { optimize, passes, passNames } from '../../packages/compiler/src/pipeline.js'
import { fn, give, kernel, num } from '../support/ir-builders.js'

const root = resolve(import.meta.dirname, '../..')

describe('the pipeline', () => {
  it('names every pass once', () => {
    expect(new Set(passNames).size).toBe(passNames.length)
  })

  it('runs each pass after those it must follow, for a stated reason', () => {
    const broken = passes.flatMap(pass =>
      Object.entries(pass.after).filter(([earlier, reason]) => {
        const before = passNames.indexOf(earlier)
        return before === -1 || before >= passNames.indexOf(pass.name) || reason.trim() === ''
      }),
    )
    expect(broken).toEqual([])
  })

  it('leaves a kernel as it is with every pass off', () => {
    const plain = kernel([fn('f', [], 0, 'f64', [give(num(1))])])
    const off = Object.fromEntries(passNames.map(name => [name, false]))
    expect(optimize(plain, false)).toBe(plain)
    expect(optimize(plain, off)).toBe(plain)
  })

  it('is what ARCHITECTURE.md lists, in order', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    const listed = [...text.matchAll(/^\| `([a-z]+(?:-[a-z]+)+)` \|/gm)].map(match => match[1])
    expect(listed.filter(name => passNames.includes(String(name)))).toEqual(passNames)
  })
})
