import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalog } from '@hotpath/compiler'

/** Every code there is, phase by phase. */
export const diagnosticCodes: readonly string[] = Object.keys(catalog)

/** The page of a diagnostic, as Markdown. */
export function readPage(code: string): string {
  return readFileSync(join(folder(), `${code.replace('/', '-')}.md`), 'utf8')
}

/** Beside the bundle, or where the compiler keeps them. */
function folder(): string {
  const beside = fileURLToPath(new URL('./diagnostics', import.meta.url))
  if (existsSync(beside)) return beside
  const compiler = createRequire(import.meta.url).resolve('@hotpath/compiler/package.json')
  return join(dirname(compiler), 'docs/diagnostics')
}
