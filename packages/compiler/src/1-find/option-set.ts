import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { fastmathFlags } from '../ir/fastmath.js'
import type { KernelOptions } from '../ir/kernel.js'

/** What one marker says; what it leaves out is decided elsewhere. */
export type OptionSet = Partial<KernelOptions>

/** The options read from one marker, and what was wrong with them. */
export interface OptionReading {
  readonly options: OptionSet
  readonly diagnostics: readonly Diagnostic[]
}

/** The options that are on or off: one word after a marker, `true` or `false` in an object. */
export const flagNames = ['fastmath', 'strict', 'parallel', 'inline', 'off', 'unchecked'] as const
export type FlagName = (typeof flagNames)[number]

/** Whether a word is the name of an on-off option. */
export function isFlagName(word: string): word is FlagName {
  return (flagNames as readonly string[]).includes(word)
}

/** What a function gets where no marker and no plugin option says otherwise. */
export const plainOptions: KernelOptions = {
  strict: false,
  fastmath: [],
  parallel: false,
  inline: false,
  off: false,
  unchecked: false,
  math: 'exact',
  signatures: [],
}

/** Two markers on one function say both things: the later wins a contradiction, signatures and ways of `fastmath` add up. */
export function joinOptions(first: OptionSet, second: OptionSet): OptionSet {
  const signatures = [...(first.signatures ?? []), ...(second.signatures ?? [])]
  // None at all contradicts what stands before it.
  const isOff = second.fastmath?.length === 0
  const fastmath = isOff ? [] : [...(first.fastmath ?? []), ...(second.fastmath ?? [])]
  return {
    ...{ ...first, ...second },
    ...(signatures.length > 0 && { signatures: [...new Set(signatures)] }),
    ...(fastmath.length > 0 && { fastmath: fastmathFlags.filter(flag => fastmath.includes(flag)) }),
  }
}

/** Several readings as one. */
export function joinReadings(readings: readonly OptionReading[]): OptionReading {
  return {
    options: readings.reduce<OptionSet>((all, { options }) => joinOptions(all, options), {}),
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
  }
}
