import { createRequire } from 'node:module'
import { ascVersion } from '@hotpath/assembler'

/** A digest of everything in the bundle, put in its place by the bundler; undefined where nothing is bundled. */
declare const HOTPATH_BUNDLE_DIGEST: string

/** Everything a built module depends on besides its input; `null` where that cannot be told. */
export function toolchain(): string | null {
  if (typeof HOTPATH_BUNDLE_DIGEST === 'undefined') return null
  const require = createRequire(import.meta.url)
  const babel = ['@babel/parser', '@babel/traverse'].map(name => {
    const { version } = require(`${name}/package.json`) as { readonly version: string }
    return version
  })
  return [HOTPATH_BUNDLE_DIGEST, ascVersion(), ...babel].join()
}
