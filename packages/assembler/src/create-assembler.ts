import { createHash } from 'node:crypto'
import { AscService } from './asc-service.js'
import { ascVersion } from './asc-version.js'
import type { AssembleOptions, AssembleProgram, AssembleResult } from './assembly.js'
import { DiskCache } from './disk-cache.js'
import type { ThreadReply, ThreadRequest } from './thread-messages.js'

export interface AssemblerOptions {
  /**
   * Folder of the cache, the assembler's own; `null`: no cache.
   * @default null
   */
  readonly cacheDir?: string | null
  /**
   * Ignore what the cache holds and write it anew.
   * @default false
   */
  readonly force?: boolean
  /**
   * Bytes the cache may hold.
   * @default 64 MiB
   */
  readonly cacheBytes?: number
  /**
   * Programs after which the thread is replaced by a fresh one.
   * @default 500
   */
  readonly recycleAfter?: number
  /**
   * Milliseconds one program may take.
   * @default 60_000
   */
  readonly timeout?: number
  /** The thread's file, for tests that run the assembler from its source. */
  readonly worker?: URL
}

/** Turns AssemblyScript programs into Wasm. asc is loaded in a thread: for the first program the cache does not have. */
export interface Assembler {
  readonly assemble: (program: AssembleProgram, options?: AssembleOptions) => Promise<AssembleResult>
  /** The same, blocking: for Babel's `transformSync`. */
  readonly assembleSync: (program: AssembleProgram, options?: AssembleOptions) => AssembleResult
  /** Has the thread load asc, ahead of a program that is likely to come. */
  readonly warmUp: () => void
  /** Ends the thread. Never needed for the process to end. */
  readonly dispose: () => Promise<void>
}

/** Counts the ways asc has been driven (`compile-program.ts`): raise it with any change there that changes the bytes. */
const recipe = 3

/** Makes an assembler. Nothing starts before the first program. */
export function createAssembler(options: AssemblerOptions = {}): Assembler {
  const service = new AscService({
    worker: options.worker ?? new URL('./worker.js', import.meta.url),
    recycleAfter: options.recycleAfter ?? 500,
    timeout: options.timeout ?? 60_000,
  })
  const { cacheDir = null, force = false, cacheBytes = 64 * 1024 * 1024 } = options
  const stored = { extension: '.wasm-entry', force, maxBytes: cacheBytes } as const
  const cache = cacheDir === null ? null : new DiskCache({ folder: cacheDir, ...stored })
  const underWay = new Map<string, Promise<ThreadReply>>()

  const finish = (request: ThreadRequest, key: string, reply: ThreadReply): AssembleResult => {
    if (!reply.ok) return reply
    cache?.write(key, reply.wasm)
    return {
      ok: true,
      wasm: reply.wasm,
      cached: false,
      wat: async () => reply.wat ?? watOf(service, request),
    }
  }
  const fromCache = (request: ThreadRequest, key: string): AssembleResult | null => {
    const wasm = cache?.read(key)
    return wasm ? { ok: true, wasm, cached: true, wat: () => watOf(service, request) } : null
  }

  return {
    // Two environments of one build ask for the same program at once: it is assembled once.
    async assemble(program, assembleOptions) {
      const request = requestOf(program, assembleOptions)
      const key = keyOf(request)
      const known = fromCache(request, key)
      if (known) return known
      const going = `${key} ${request.text}`
      const reply = underWay.get(going) ?? service.run(request)
      underWay.set(going, reply)
      try {
        return finish(request, key, await reply)
      } finally {
        underWay.delete(going)
      }
    },
    assembleSync(program, assembleOptions) {
      const request = requestOf(program, assembleOptions)
      const key = keyOf(request)
      return fromCache(request, key) ?? finish(request, key, service.runSync(request))
    },
    warmUp: () => service.start(),
    dispose: () => service.dispose(),
  }
}

function requestOf(program: AssembleProgram, options: AssembleOptions = {}): ThreadRequest {
  // Only what the thread needs: a caller's object may carry more than can be cloned.
  const { text, spans, origins } = program
  return {
    program: { text, spans, ...(origins && { origins }) },
    size: options.size ?? false,
    text: options.text ?? false,
  }
}

async function watOf(service: AscService, request: ThreadRequest): Promise<string> {
  const reply = await service.run({ ...request, text: true })
  if (!reply.ok) throw new Error(`hotpath: ${reply.message}`)
  return reply.wat ?? ''
}

function keyOf({ program, size }: ThreadRequest): string {
  const parts = [recipe, ascVersion(), size, program.text, ...(program.origins ? [program.origins] : [])]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
