import type { AssembleFailure, AssembleProgram } from './assembly.js'

/** What the assembler asks of its thread. */
export interface ThreadRequest {
  readonly program: AssembleProgram
  readonly size: boolean
  /** Whether the WebAssembly text is wanted besides the bytes. */
  readonly text: boolean
}

export type ThreadReply =
  | { readonly ok: true; readonly wasm: Uint8Array; readonly wat: string | null }
  | AssembleFailure

export interface NumberedRequest {
  readonly id: number
  readonly request: ThreadRequest
}

export interface NumberedReply {
  readonly id: number
  readonly reply: ThreadReply
}

/** What a thread is born with: its end of the channel, and counters that wake a waiting main thread. */
export interface ThreadData {
  readonly port: import('node:worker_threads').MessagePort
  readonly counters: Int32Array
}

/** Slots of `ThreadData.counters`: replies sent so far, and 1 once the thread has ended by itself. */
export const counter = { replies: 0, ended: 1 } as const
