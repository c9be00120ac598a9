/** Names and numbers the Wasm modules, the glue and the runtime agree on. A contract test holds the runtime to them. */

/** Exported mutable `i32` global: why the last kernel left early. The reader resets it to `status.running`. */
export const statusGlobal = 'status'
/** Exported mutable `i32` global: length in elements of the last array result. */
export const resultLengthGlobal = 'result_length'
/** Exported mutable `i32` globals `table_0`, `table_1` …: byte pointers of the constant tables, set at instantiation. */
export const tableGlobalPrefix = 'table_'

export const status = {
  running: 0,
  /** The call must start over in JavaScript. */
  restart: 1,
  /** `firstThrow + n`: the kernel threw its n-th throw site. */
  firstThrow: 2,
} as const

/** In the name of a function that runs a part of a loop at a time: the assembler never puts its code where it is called. */
export const partMark = '__turns'

/** Import module of the memory (`env.memory`) and of the host's Math functions (`math.sin` …). */
export const memoryImport = { module: 'env', name: 'memory' } as const
export const mathImportModule = 'math'

/**
 * Output slots: eight bytes each, at addresses that no array and no table ever has. A number is an f64, a boolean an f64
 * that is 0 or 1, a bigint its 64 bits, an array its byte pointer and behind it its length in elements, both i32.
 */
export const outputSlots = { address: 16, count: 126 } as const

/** Pages of 64 KiB the imported memory may grow to: 1 GiB, so that pointers stay positive as `i32`. */
export const maximumPages = 16384
