import { readFileSync } from 'node:fs'
import { createAssembler } from '@hotpath/assembler'
import type { ModuleSource } from '@hotpath/plugin'
import { Workbench } from '@hotpath/plugin'
import type { ConfigOption, Project } from './project.js'
import { openProject } from './project.js'

/** Compiles files as the project's build does. The assembler lives as long as `use` takes. */
export async function withWorkbench<T>(
  cwd: string,
  config: ConfigOption,
  use: (bench: Workbench, project: Project) => Promise<T>,
): Promise<T> {
  const project = await openProject(cwd, config)
  const { cacheFolder, options, resolve } = project
  const assembler = createAssembler({ cacheDir: cacheFolder })
  const bench = new Workbench({ root: cwd, cacheFolder, force: false, options, resolve, assembler })
  try {
    return await use(bench, project)
  } finally {
    await assembler.dispose()
  }
}

/** A file as it stands on disk. */
export function readModule(file: string): ModuleSource {
  return { file, source: readFileSync(file, 'utf8') }
}
