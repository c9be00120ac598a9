import { afterEach, describe, expect, it, vi } from 'vitest'
import { isDisabled, resolveHotpathOptions } from './options.js'

describe('the options of the Vite door', () => {
  it('have defaults', () => {
    expect(resolveHotpathOptions(undefined)).toMatchObject({
      strict: false,
      cache: true,
      size: false,
      disable: false,
      exclude: /\/node_modules\//,
    })
  })

  it('are rejected when unknown, with the nearest name', () => {
    expect(() => resolveHotpathOptions({ stirct: true })).toThrow('Did you mean `strict`?')
    expect(() => resolveHotpathOptions({ includes: 'src' })).toThrow('Did you mean `include`?')
  })

  it('are rejected when of the wrong type, with what they take', () => {
    expect(() => resolveHotpathOptions({ cache: 3 })).toThrow('takes true, false or a folder, not 3')
    expect(() => resolveHotpathOptions({ include: [true] })).toThrow(
      'a pattern, a regular expression or a list',
    )
  })

  it('let node_modules in where `include` is given', () => {
    expect(resolveHotpathOptions({ include: /kernels/ })).toMatchObject({ include: /kernels/, exclude: [] })
    const both = { include: 'src/**', exclude: ['src/slow/**'] }
    expect(resolveHotpathOptions(both)).toMatchObject(both)
  })
})

describe('the off switch', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('is an option or an environment variable', () => {
    expect(isDisabled({ disable: false })).toBe(false)
    expect(isDisabled({ disable: true })).toBe(true)
    vi.stubEnv('HOTPATH_DISABLE', '1')
    expect(isDisabled({ disable: false })).toBe(true)
    vi.stubEnv('HOTPATH_DISABLE', '0')
    expect(isDisabled({ disable: false })).toBe(false)
  })
})
