import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The version of the package this file is in: `hotpath`, once bundled. */
export function ownVersion(): string {
  return versionIn(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
}

/** The version of an installed package, seen from the project in `folder`; `null` where there is none. */
export function versionOf(name: string, folder: string): string | null {
  try {
    const file = createRequire(`${folder}/package.json`).resolve(`${name}/package.json`)
    return versionIn(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function versionIn(packageJson: string): string {
  return (JSON.parse(packageJson) as { readonly version: string }).version
}
