import type { BuiltModule } from './built-module.js'

interface Entry {
  readonly functions: number
  readonly compiled: number
  /** Functions of which only loops are compiled. */
  readonly lifted: number
  readonly bytes: number
  readonly cached: boolean | null
}

/** What has been built so far, over all environments and workers: for the line after a build. */
export class Ledger {
  private readonly entries = new Map<string, Entry>()
  private readonly told = new Set<string>()
  private underWay = 0
  private startedAt = 0
  private milliseconds = 0

  /** Times a build; while several run at once, time passes once. */
  async time<T>(run: () => Promise<T>): Promise<T> {
    if (this.underWay++ === 0) this.startedAt = performance.now()
    try {
      return await run()
    } finally {
      if (--this.underWay === 0) this.milliseconds += performance.now() - this.startedAt
    }
  }

  get isIdle(): boolean {
    return this.underWay === 0
  }

  /** Notes a module; the same one built again takes its former place. */
  note(file: string, built: BuiltModule): void {
    const marked = built.verdicts.filter(verdict => verdict.status === 'wasm' || verdict.reasons.length > 0)
    this.entries.set(file, {
      functions: marked.length,
      compiled: marked.filter(verdict => verdict.status === 'wasm').length,
      lifted: marked.filter(verdict => verdict.status === 'lifted').length,
      bytes: built.bytes,
      cached: built.cached,
    })
  }

  /** Whether this text is told for the first time: client and server environments build the same module. */
  isNews(text: string): boolean {
    if (this.told.has(text)) return false
    this.told.add(text)
    return true
  }

  /** One line on everything since the last summary, `null` where no function was marked; time starts anew. */
  summary(): string | null {
    const entries = [...this.entries.values()].filter(entry => entry.functions > 0)
    const { milliseconds } = this
    this.milliseconds = 0
    if (entries.length === 0 || milliseconds === 0) return null
    const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0)
    const [functions, compiled, bytes] = [sum(e => e.functions), sum(e => e.compiled), sum(e => e.bytes)]
    const lifted = sum(e => e.lifted)
    const more = lifted > 0 ? ` (and loops of ${lifted} more)` : ''
    const assembled = entries.filter(entry => entry.cached !== null)
    const cached = assembled.length > 0 && assembled.every(entry => entry.cached) ? ' (cached)' : ''
    return (
      `hotpath: ${compiled} of ${count(functions, 'function')} in ${count(entries.length, 'module')} ` +
      `compiled to WebAssembly${more}, ${(bytes / 1000).toFixed(1)} kB, ${Math.ceil(milliseconds)} ms${cached}`
    )
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
