export { ascVersion } from './asc-version.js'
export type {
  Assembled,
  AssembleFailure,
  AssembleOptions,
  AssembleProgram,
  AssembleResult,
} from './assembly.js'
export type { Assembler, AssemblerOptions } from './create-assembler.js'
export { createAssembler } from './create-assembler.js'
export { DiskCache, type DiskCacheOptions } from './disk-cache.js'
