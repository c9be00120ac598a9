import { workerData } from 'node:worker_threads'
import { runAsc } from './run-asc.js'
import type { NumberedReply, NumberedRequest, ThreadData } from './thread-messages.js'
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

port.on('message', ({ id, request }: NumberedRequest) => {
  const reply = runAsc(request, takeOutput)
  const message: NumberedReply = { id, reply }
  port.postMessage(message, reply.ok ? [reply.wasm.buffer as ArrayBuffer] : [])
  wake(counter.replies)
})
process.on('exit', () => wake(counter.ended))

function wake(slot: number): void {
  Atomics.add(counters, slot, 1)
  if (slot !== counter.replies) Atomics.add(counters, counter.replies, 1)
  Atomics.notify(counters, counter.replies)
}
