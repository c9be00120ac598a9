import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Assembled, AssembleProgram, Assembler } from '@hotpath/assembler'
import { ascVersion, createAssembler, DiskCache } from '@hotpath/assembler'
import type { CompiledModule, ModuleReport } from '@hotpath/compiler'
import { mayHoldMarker } from '@hotpath/compiler'
import type { CompiledSource } from '@hotpath/plugin'
import { answerAll, cacheFolderAbove, compileSource, resolveFromDisk } from '@hotpath/plugin'
import { shownPath } from './find-files.js'
import type { KernelCode } from './measure-kernels.js'
import { measureKernels } from './measure-kernels.js'

/** Everything about one file: what the compiler knows, and what the assembler made of it. */
export interface FileReport extends ModuleReport {
  /** As people read it. */
  readonly path: string
  readonly source: string
  /** Of all its Wasm. */
  readonly bytes: number
  /** By kernel. */
  readonly codes: ReadonlyMap<string, KernelCode>
}

/** Compiles files as a build does, and runs nothing of them. `rest` lets go of the assembler. */
export class Workbench {
  private readonly cwd: string
  private readonly assembler: Assembler
  private readonly texts: DiskCache | null

  constructor(cwd: string) {
    this.cwd = cwd
    const folder = cacheFolderAbove(cwd)
    this.assembler = createAssembler({ cacheDir: folder })
    const limits = { force: false, maxBytes: 32 * 1024 * 1024 } as const
    this.texts = folder === null ? null : new DiskCache({ folder, extension: '.wat-entry', ...limits })
  }

  /** Reports a file; with `code`, also what WebAssembly each kernel became, which takes longer. */
  async report(file: string, code: 'with code' | 'without code'): Promise<FileReport> {
    const source = readFileSync(file, 'utf8')
    const path = shownPath(file, this.cwd)
    if (!mayHoldMarker(source))
      return { file, path, source, functions: [], lines: [], bytes: 0, codes: new Map() }
    const { compiled, assembled } = await this.compile(file, source)
    const { program } = compiled
    const codes =
      program && assembled && code === 'with code'
        ? measureKernels(program, assembled.wasm, this.watOf(program, assembled))
        : new Map()
    return { ...compiled.report(), path, source, bytes: assembled?.wasm.length ?? 0, codes }
  }

  /** The kernels of a file at every stage of the compiler. */
  async stages(file: string): Promise<ReturnType<CompiledModule['stages']>> {
    const { compiled } = await this.compile(file, readFileSync(file, 'utf8'))
    return compiled.stages()
  }

  async rest(): Promise<void> {
    await this.assembler.dispose()
  }

  /** The text takes the assembler once more, so it is kept. */
  private watOf({ text }: AssembleProgram, assembled: Assembled): string {
    const parts = JSON.stringify([ascVersion(), text])
    const key = createHash('sha256').update(parts).update(assembled.wasm).digest('hex')
    const known = this.texts?.read(key)
    if (known) return new TextDecoder().decode(known)
    const wat = assembled.wat()
    this.texts?.write(key, new TextEncoder().encode(wat))
    return wat
  }

  private async compile(file: string, source: string): Promise<CompiledSource> {
    const build = compileSource({ file, source, options: {} })
    return answerAll(build, {
      resolve: resolveFromDisk,
      assemble: this.assembler.assemble,
      loadBuilder: () => {
        throw new Error('hotpath: a report builds nothing')
      },
    })
  }
}
