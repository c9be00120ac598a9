import { afterEach, describe, expect, it, vi } from 'vitest'
import { main } from './index.js'

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  const err = vi.spyOn(console, 'error').mockImplementation(() => {})
  const code = await main(argv)
  const textOf = (spy: { mock: { calls: unknown[][] } }) => spy.mock.calls.flat().join('\n')
  return { code, out: textOf(out) + textOf(info), err: textOf(err) }
}

describe('hotpath', () => {
  afterEach(() => vi.restoreAllMocks())

  it('prints versions and abilities', async () => {
    const { code, out } = await run('info')
    expect(code).toBe(0)
    expect(out).toMatch(/assemblyscript\S*\s+\S*0\.28\.20/)
    expect(out).toMatch(/WebAssembly SIMD\S*\s+yes/)
    expect(out).toMatch(/bulk memory\S*\s+yes/)
    expect(out).toMatch(/cache\S*\s+\S+hotpath: \d+ files?, [\d.]+ MB/)
    expect(out).toMatch(/memory\S*\s+\d+ MB free of \d+ MB/)
  })

  it('prints them as JSON', async () => {
    const { out } = await run('info', '--json')
    expect(JSON.parse(out)).toMatchObject({ node: process.versions.node, simd: true, disabled: false })
    expect(JSON.parse(out)).toMatchObject({ features: { simd: true, bulkMemory: true } })
  })

  it('suggests the nearest command', async () => {
    const { code, err } = await run('inof')
    expect(code).toBe(2)
    expect(err).toContain('there is no command `inof`')
    expect(err).toContain('Did you mean `hotpath info`?')
  })

  it('lists the commands where nothing is near, and helps where nothing is asked', async () => {
    expect((await run('xylophone')).err).toContain(
      'Commands: annotate, bench, check, explain, inspect, info.',
    )
    vi.restoreAllMocks()
    expect((await run()).out).toContain('Usage')
  })

  it('refuses unknown options', async () => {
    const { code, err } = await run('info', '--jsno')
    expect(code).toBe(2)
    expect(err).toContain('--jsno')
  })
})
