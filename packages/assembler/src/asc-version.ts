import { createRequire } from 'node:module'

let version: string | undefined

/** The version of AssemblyScript that programs are assembled with; read without loading it. */
export function ascVersion(): string {
  const require = createRequire(import.meta.url)
  version ??= (require('assemblyscript/package.json') as { readonly version: string }).version
  return version
}
