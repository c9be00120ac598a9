import type { MessagePort } from 'node:worker_threads'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type {
  NumberedReply,
  NumberedRequest,
  ThreadData,
  ThreadReply,
  ThreadRequest,
} from './thread-messages.js'
import { counter } from './thread-messages.js'

/** One running thread with asc in it. It keeps the process alive only while it owes a reply. */
export class WorkerThread {
  /** Replies this thread has given. */
  served = 0
  /** Requests without a reply, oldest first: the first is the one being worked on. */
  readonly owed = new Map<number, ThreadRequest>()
  private readonly worker: Worker
  private readonly port: MessagePort
  private readonly counters = new Int32Array(new SharedArrayBuffer(8))
  private readonly onReply: (id: number, reply: ThreadReply) => void

  /** `onEnd` is told once, unless `stop` was called, why the thread is no more. */
  constructor(
    file: URL,
    onReply: (id: number, reply: ThreadReply) => void,
    onEnd: (thread: WorkerThread, why: string) => void,
  ) {
    const { port1, port2 } = new MessageChannel()
    const data: ThreadData = { port: port2, counters: this.counters }
    // No flags of the main thread (`--import`, `--inspect`): nothing else is to load in there.
    this.worker = new Worker(file, { workerData: data, transferList: [port2], execArgv: [] })
    this.port = port1
    this.onReply = onReply
    this.port.on('message', message => this.take(message))
    this.worker.on('error', error => onEnd(this, error.message))
    this.worker.on('exit', code => onEnd(this, `it ended with code ${code}`))
    this.restIfIdle()
  }

  /** Hands a request over; its reply comes through `onReply`. */
  send(id: number, request: ThreadRequest): void {
    this.owed.set(id, request)
    this.worker.ref()
    this.port.ref()
    const message: NumberedRequest = { id, request }
    this.port.postMessage(message)
  }

  /** Blocks until a reply has been taken, the thread has ended by itself, or the time is up. */
  waitForReply(milliseconds: number): 'reply' | 'ended' | 'timeout' {
    const deadline = Date.now() + milliseconds
    for (;;) {
      // Looked at before the port, so that a reply that comes in between is not slept through.
      const seen = Atomics.load(this.counters, counter.replies)
      if (this.drain()) return 'reply'
      if (Atomics.load(this.counters, counter.ended) !== 0) return 'ended'
      // Waking may be late news of a reply that was taken long ago: only the port says what there is.
      const left = Math.max(0, deadline - Date.now())
      const woken = Atomics.wait(this.counters, counter.replies, seen, left)
      if (woken === 'timed-out') return this.drain() ? 'reply' : 'timeout'
    }
  }

  async stop(): Promise<void> {
    this.worker.removeAllListeners()
    this.worker.on('error', () => {})
    this.port.close()
    await this.worker.terminate()
  }

  private drain(): boolean {
    let any = false
    for (let got = receiveMessageOnPort(this.port); got; got = receiveMessageOnPort(this.port)) {
      this.take(got.message)
      any = true
    }
    return any
  }

  private take({ id, reply }: NumberedReply): void {
    this.owed.delete(id)
    this.served++
    this.restIfIdle()
    this.onReply(id, reply)
  }

  private restIfIdle(): void {
    if (this.owed.size > 0) return
    this.worker.unref()
    this.port.unref()
  }
}
