import { workerData } from 'node:worker_threads'
import type {
  NumberedReply,
  NumberedRequest,
  ThreadData,
  ThreadReply,
  ThreadRequest,
} from './thread-messages.js'
import { counter } from './thread-messages.js'

// The assembler's thread: takes requests one by one, wakes whoever waits for the reply.
const { port, counters } = workerData as ThreadData

let output = ''
const collect = (chunk: string | Uint8Array): boolean => {
  output += String(chunk)
  return true
}
process.stdout.write = collect
process.stderr.write = collect

function takeOutput(): string {
  const taken = output
  output = ''
  return taken
}

// Not a static import: where asc cannot be loaded there is still someone to say so.
const loading = import('./run-asc.js')

port.on('message', async ({ id, request }: NumberedRequest) => {
  const reply = await answer(request)
  const message: NumberedReply = { id, reply }
  port.postMessage(message, reply.ok ? [reply.wasm.buffer as ArrayBuffer] : [])
  wake(counter.replies)
})
process.on('exit', () => wake(counter.ended))

async function answer(request: ThreadRequest): Promise<ThreadReply> {
  try {
    const { runAsc } = await loading
    return runAsc(request, takeOutput)
  } catch (error) {
    return { ok: false, kernel: null, message: `asc does not run here: ${String(error)}` }
  }
}

function wake(slot: number): void {
  Atomics.add(counters, slot, 1)
  if (slot !== counter.replies) Atomics.add(counters, counter.replies, 1)
  Atomics.notify(counters, counter.replies)
}
