import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import { glob } from 'tinyglobby'
import type { ResolvedConfig } from 'vite'
import { normalizePath } from 'vite'

/** The files in an app's folder that may hold marked functions, whether or not the app has loaded them. */
export async function loadMarkedFiles(
  { root, build, cacheDir }: ResolvedConfig,
  isOurs: (file: string) => boolean,
): Promise<readonly string[]> {
  const outside = [build.outDir, cacheDir].map(folder => normalizePath(relative(root, folder)))
  const ignore = ['**/node_modules/**', '**/.*/**', '**/*.d.{ts,mts,cts}', ...outside.map(to => `${to}/**`)]
  const files = await glob('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', { cwd: root, absolute: true, ignore })
  const found: string[] = []
  for (const file of files.map(normalizePath).filter(isOurs)) {
    const source = await readFile(file, 'utf8').catch(() => '')
    if (mayHoldMarker(source)) found.push(file)
  }
  return found
}
