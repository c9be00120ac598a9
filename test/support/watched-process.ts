import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'

/**
 * Work in a process of its own that is stopped when it hangs. A test's own time limit cannot do that: a loop that never ends
 * keeps the timer from firing too.
 */

type Report<Found> =
  /** What it is about to do, with everything needed to do it again. */
  | { readonly kind: 'enters'; readonly place: string }
  /** Something it found and works on: worth having if it never ends. */
  | { readonly kind: 'tells'; readonly text: string }
  | { readonly kind: 'lives' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'fails'; readonly error: string }

/** How long a process may be too busy to say that it lives, in milliseconds. A batch takes seconds to compile. */
const PATIENCE = 90_000
const HEARTBEAT = 1_000

/** Runs a script that calls `serveWatched`, and gives what it found. Rejects with the last place it was at if it hangs or dies. */
export function runWatched<Order extends object, Found>(
  script: URL,
  order: Order,
  tell: (text: string) => void = () => {},
  patience = PATIENCE,
): Promise<Found> {
  const child = fork(script, [JSON.stringify(order)], {
    // Found from here, wherever the run was started.
    cwd: import.meta.dirname,
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  return new Promise<Found>((resolve, reject) => {
    let [place, told] = ['its start', '']
    const lose = (what: string): void => {
      child.kill('SIGKILL')
      reject(new Error([`The process ${what} at ${place}`, told].filter(Boolean).join('\n\nBefore that:\n')))
    }
    let timer = setTimeout(lose, patience, 'hangs')
    child.on('message', (report: Report<Found>) => {
      clearTimeout(timer)
      timer = setTimeout(lose, patience, 'hangs')
      if (report.kind === 'enters') place = report.place
      if (report.kind === 'tells') {
        told = report.text
        tell(told)
      }
      if (report.kind === 'fails') reject(new Error(report.error))
      if (report.kind === 'found') resolve(report.found)
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => lose(`ended (${signal ?? code})`))
    child.on('close', () => clearTimeout(timer))
  }).finally(() => stop(child))
}

function stop(child: ChildProcess): void {
  child.removeAllListeners('exit')
  child.kill('SIGKILL')
}

/** Notes what comes next, for when it never ends. Outside a watched process it does nothing. */
export function enter(place: string): void {
  send({ kind: 'enters', place })
}

/** The other end of `runWatched`: does what was ordered and hands over what it found. */
export async function serveWatched<Order, Found>(
  work: (order: Order, tell: (text: string) => void) => Promise<Found>,
): Promise<void> {
  const heart = setInterval(() => send({ kind: 'lives' }), HEARTBEAT)
  try {
    const found = await work(JSON.parse(process.argv[2] ?? '{}') as Order, text =>
      send({ kind: 'tells', text }),
    )
    send({ kind: 'found', found })
  } catch (error) {
    send({ kind: 'fails', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    clearInterval(heart)
  }
}

function send(report: Report<unknown>): void {
  process.send?.(report)
}
