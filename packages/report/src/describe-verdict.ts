import type { FunctionReport, KernelReport } from '@hotpath/compiler'
import type { FileReport } from './file-report.js'

/** A function's verdict in a few words. */
export type VerdictWord = 'Wasm' | 'Wasm, slow spots' | 'loops in Wasm' | 'JavaScript'

export function verdictWord({ status, slowLines }: FunctionReport): VerdictWord {
  if (status === 'js') return 'JavaScript'
  if (status === 'lifted') return 'loops in Wasm'
  return slowLines.length > 0 ? 'Wasm, slow spots' : 'Wasm'
}

/** The bytes of all its kernels. */
export function bytesOf(fn: FunctionReport, { codes }: FileReport): number {
  return fn.kernels.reduce((sum, kernel) => sum + (codes.get(kernel.name)?.bytes ?? 0), 0)
}

/** The arrays a kernel makes: those that are no result cost memory and copies, call by call or turn by turn. */
export function arraysOf({ arraysMade, temporaries }: KernelReport): string {
  if (arraysMade === 0) return 'makes no arrays'
  const made = `makes ${countOf(arraysMade, 'array')}`
  if (temporaries === null) return made
  if (temporaries === 0) return `${made}, for its result: no temporaries`
  const count = `${temporaries} ${temporaries === 1 ? 'temporary' : 'temporaries'}`
  return temporaries === arraysMade ? `${made}: ${count}` : `${made}: its result and ${count}`
}

/** `1.2 kB`, `340 B`. */
export function showBytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`
}

/** `1 function`, `2 functions`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Of what marked itself `off`, or gave no reason. */
export function firstCause(fn: FunctionReport): string {
  const [first] = fn.reasons
  if (first) return first.message
  return fn.status === 'js' ? 'Switched off by `off`.' : ''
}
