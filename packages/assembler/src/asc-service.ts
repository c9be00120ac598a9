import type { ThreadReply, ThreadRequest } from './thread-messages.js'
import { WorkerThread } from './worker-thread.js'

export interface AscServiceOptions {
  readonly worker: URL
  /** Replies after which a thread is replaced: asc and Binaryen never give memory back. */
  readonly recycleAfter: number
  /** Milliseconds one program may take. */
  readonly timeout: number
}

/**
 * asc as a service: one long-lived thread, started at the first request, replaced when it has grown, hangs or dies. The
 * program it failed on gets an error; the ones waiting behind it go to the next thread.
 */
export class AscService {
  private readonly options: AscServiceOptions
  private readonly waiting = new Map<number, (reply: ThreadReply) => void>()
  private thread: WorkerThread | null = null
  private lastId = 0
  private watchdog: NodeJS.Timeout | null = null

  constructor(options: AscServiceOptions) {
    this.options = options
  }

  /** Starts the thread ahead of the first request. */
  start(): void {
    this.runningThread()
  }

  run(request: ThreadRequest): Promise<ThreadReply> {
    return new Promise(resolve => {
      this.submit(request, resolve)
    })
  }

  /** Like `run`, but blocks the calling thread; replies to earlier requests are delivered on the way. */
  runSync(request: ThreadRequest): ThreadReply {
    let reply: ThreadReply | null = null
    this.submit(request, answer => {
      reply = answer
    })
    while (reply === null) this.waitOnce()
    return reply
  }

  async dispose(): Promise<void> {
    const { thread } = this
    this.thread = null
    this.watch()
    for (const resolve of this.waiting.values()) resolve(failure('the assembler was closed'))
    this.waiting.clear()
    await thread?.stop()
  }

  private submit(request: ThreadRequest, resolve: (reply: ThreadReply) => void): void {
    const id = ++this.lastId
    this.waiting.set(id, resolve)
    this.runningThread().send(id, request)
    if (!this.watchdog) this.watch()
  }

  private runningThread(): WorkerThread {
    const { thread } = this
    if (thread && (thread.owed.size > 0 || thread.served < this.options.recycleAfter)) return thread
    void thread?.stop()
    this.thread = new WorkerThread(
      this.options.worker,
      (id, reply) => this.deliver(id, reply),
      (ended, why) => {
        if (ended === this.thread) this.replace(why)
      },
    )
    return this.thread
  }

  private waitOnce(): void {
    const outcome = this.runningThread().waitForReply(this.options.timeout)
    if (outcome === 'ended') this.replace('it ended by itself')
    if (outcome === 'timeout') this.replace(this.lateness())
  }

  private deliver(id: number, reply: ThreadReply): void {
    const resolve = this.waiting.get(id)
    this.waiting.delete(id)
    this.watch()
    resolve?.(reply)
  }

  /** Gives up the thread, fails the request it was working on, and sends the others to a new one. */
  private replace(why: string): void {
    const { thread } = this
    if (!thread) return
    this.thread = null
    void thread.stop()
    const [failed, ...others] = thread.owed
    for (const [id, request] of others) this.runningThread().send(id, request)
    if (failed) this.deliver(failed[0], failure(`the assembler's thread is gone: ${why}`))
  }

  /** Restarts the clock for the request now being worked on; it does not keep the process alive. */
  private watch(): void {
    if (this.watchdog) clearTimeout(this.watchdog)
    this.watchdog = null
    if (this.waiting.size === 0) return
    this.watchdog = setTimeout(() => this.onLate(), this.options.timeout).unref()
  }

  /** The late one may be this thread, too busy to take the reply that lies there. */
  private onLate(): void {
    if (this.thread?.waitForReply(0) !== 'reply') this.replace(this.lateness())
  }

  private lateness(): string {
    return `no answer within ${this.options.timeout / 1000} s`
  }
}

function failure(message: string): ThreadReply {
  return { ok: false, kernel: null, message }
}
