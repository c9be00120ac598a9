import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../../support/build-app.js'
import { cases } from './cases.js'
import type { KernelVerdict } from './verdicts.js'
import { verdictsOf } from './verdicts.js'

const folder = join(import.meta.dirname, 'app')

/** The suite's app, built without hotpath and with it. */
export interface BuiltSuite {
  /** Its files, name → text. */
  readonly files: Readonly<Record<string, string>>
  /** Folders of the two builds, whose `dist/entry.mjs` is a `SuiteApp`. */
  readonly plain: string
  readonly compiled: string
  readonly verdictOf: (kernel: string) => KernelVerdict
}

/** The files of the suite's app, name → text. */
export function suiteFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** Builds the suite's app both ways. */
export async function buildSuite(): Promise<BuiltSuite> {
  const files = suiteFiles()
  const plain = await buildApp(files, { hotpath: false, load: false })
  const compiled = await buildApp(files, { load: false })
  const { 'main.ts': _, ...kernelFiles } = files
  const verdicts = verdictsOf(kernelFiles)
  const verdictOf = (kernel: string): KernelVerdict => {
    const verdict = verdicts.get(kernel)
    if (verdict === undefined) throw new Error(`nothing marks ${kernel}`)
    return verdict
  }
  return { files, plain: plain.folder, compiled: compiled.folder, verdictOf }
}

/** All cases, or those that `HOTPATH_KERNELS` names. */
export function askedCases(): typeof cases {
  const names = process.env.HOTPATH_KERNELS?.split(',')
  if (!names) return cases
  const kernels = cases.map(({ kernel }) => kernel)
  const unknown = names.filter(name => !kernels.includes(name))
  if (unknown.length > 0) throw new Error(`no kernel ${unknown.join(', ')}; there are ${kernels.join(', ')}`)
  return cases.filter(({ kernel }) => names.includes(kernel))
}
