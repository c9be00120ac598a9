import type { BuildReport, ModuleReport } from './build-report.js'
import { sumUp } from './build-report.js'

/** What has been built so far, over all environments and workers: for the summary after a build. */
export class Ledger {
  private readonly modules = new Map<string, ModuleReport>()
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
  note(module: ModuleReport): void {
    this.modules.set(module.file, module)
  }

  /** Whether this text is told for the first time: client and server environments build the same module. */
  isNews(text: string): boolean {
    if (this.told.has(text)) return false
    this.told.add(text)
    return true
  }

  /** All modules so far, `null` where nothing was built since the last summary; time starts anew. */
  summary(debug: boolean): BuildReport | null {
    const { milliseconds } = this
    this.milliseconds = 0
    const marked = [...this.modules.values()].filter(({ functions }) => functions.length > 0)
    return milliseconds === 0 || marked.length === 0 ? null : sumUp(marked, milliseconds, debug)
  }
}
