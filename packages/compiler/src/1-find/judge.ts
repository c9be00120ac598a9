import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { FastmathFlag } from '../ir/fastmath.js'
import { listFastmath } from '../ir/fastmath.js'
import type { KernelOptions } from '../ir/kernel.js'
import type { MarkedFunction, MarkSite, ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { JitCall } from './find-jit-calls.js'
import type { Mark } from './mark.js'
import { nameOf, siteOf } from './mark-site.js'
import { outerRangeOf, rangeOf } from './node-range.js'
import type { OptionReading } from './option-set.js'
import { plainOptions } from './option-set.js'

/** The options a plugin sets for functions whose markers leave them out. */
export interface DefaultOptions extends Partial<Pick<KernelOptions, 'strict' | 'math'>> {
  readonly fastmath?: boolean | readonly FastmathFlag[]
}

/** A marked function that stays JavaScript before anything is known of its body. */
export interface RefusedFunction {
  readonly name: string
  readonly strict: boolean
  readonly marker: SourceRange
  /** At least one of them is an error. */
  readonly reasons: readonly Diagnostic[]
}

/** What one marker came to: a function to compile or a refusal, and what to tell the user either way. */
export interface Judgement {
  readonly marker: SourceRange
  readonly answer: { readonly function: MarkedFunction } | { readonly refused: RefusedFunction }
  readonly diagnostics: readonly Diagnostic[]
}

/** Judges a function marked where it is written. */
export function judgeMark(mark: Mark, module: ParsedModule, defaults: DefaultOptions): Judgement {
  const { path, marker, reading } = mark
  const name = nameOf(path)
  const site = siteOf(path, module)
  const options = completeOptions(reading, defaults)
  if (site.kind === 'unsupported') {
    const reason = diagnose('find/unsupported-site', marker, site.what)
    return refuseFunction(name, marker, options, [...reading.diagnostics, reason])
  }
  return judge({ name, site, options, marker, path, module }, reading.diagnostics)
}

/** Judges a call of `jit`. */
export function judgeCall(call: JitCall, module: ParsedModule, defaults: DefaultOptions): Judgement {
  const { path, name, reading, target } = call
  const marker = rangeOf(path.node, module)
  const options = completeOptions(reading, defaults)
  const [argument] = path.node.arguments
  if (target === null || argument === undefined) {
    return refuseFunction(name, marker, options, reading.diagnostics)
  }
  const site: MarkSite = {
    kind: 'jit-call',
    call: marker,
    callee: outerRangeOf(path.node.callee, module),
    target: outerRangeOf(argument, module),
  }
  return judge({ name, site, options, marker, path: target.path, module: target.module }, reading.diagnostics)
}

/** Options that could not be read might have said anything, so a function with an error among them is refused. */
function judge(marked: MarkedFunction, diagnostics: readonly Diagnostic[]): Judgement {
  const { name, marker, options } = marked
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return refuseFunction(name, marker, options, diagnostics)
  }
  return { marker, answer: { function: marked }, diagnostics }
}

function refuseFunction(
  name: string,
  marker: SourceRange,
  options: KernelOptions,
  reasons: readonly Diagnostic[],
): Judgement {
  const refused = { name, strict: options.strict, marker, reasons }
  return { marker, answer: { refused }, diagnostics: reasons }
}

function completeOptions({ options }: OptionReading, defaults: DefaultOptions): KernelOptions {
  const { strict = false, fastmath = false, math = 'exact' } = defaults
  return { ...plainOptions, strict, fastmath: listFastmath(fastmath), math, ...options }
}
