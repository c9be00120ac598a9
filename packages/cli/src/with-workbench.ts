import { readFileSync } from 'node:fs'
import { createAssembler } from '@hotpath/assembler'
import type { ModuleSource } from '@hotpath/plugin'
import { cacheFolderAbove, resolveFromDisk, Workbench } from '@hotpath/plugin'

/** Compiles files as a build without options does. The assembler lives as long as `use` takes. */
export async function withWorkbench<T>(cwd: string, use: (bench: Workbench) => Promise<T>): Promise<T> {
  const cacheFolder = cacheFolderAbove(cwd)
  const assembler = createAssembler({ cacheDir: cacheFolder })
  const bench = new Workbench({
    ...{ root: cwd, cacheFolder, force: false, options: {} },
    ...{ resolve: resolveFromDisk, assembler },
  })
  try {
    return await use(bench)
  } finally {
    await assembler.dispose()
  }
}

/** A file as it stands on disk. */
export function readModule(file: string): ModuleSource {
  return { file, source: readFileSync(file, 'utf8') }
}
