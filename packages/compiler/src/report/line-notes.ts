import type { LineNote, LineReport, Tint } from '../abi/module-report.js'
import type { SourceRange } from '../ir/source-range.js'
import { isArray } from '../ir/types.js'
import { describeCrossings } from './describe-crossings.js'
import { listCosts } from './list-costs.js'
import type { ReportedFunction, ReportedKernel } from './reported-function.js'
import type { SourcePlaces } from './source-places.js'

const dearness: readonly Tint[] = ['arithmetic', 'check', 'crossing', 'javascript']

interface Line {
  tint: Tint
  /** The signatures that have anything on this line. */
  readonly all: Set<string>
  readonly notes: Map<string, { tint: Tint; readonly of: Set<string> }>
}

/** Collects what there is to say about each line. */
export class LineNotes {
  private readonly places: SourcePlaces
  private readonly found = new Map<number, Line>()
  private readonly entries = new Set<string>()

  constructor(places: SourcePlaces) {
    this.places = places
  }

  /** Whether a note is about how the function is entered, and not about what it does. */
  isEntry(text: string): boolean {
    return this.entries.has(text)
  }

  addFunction(fn: ReportedFunction): void {
    const { verdict } = fn
    if (verdict.status !== 'wasm') this.addJavaScript(fn)
    for (const reason of verdict.reasons) {
      const tint = verdict.status === 'wasm' ? 'arithmetic' : 'javascript'
      if (this.places.has(reason.at)) this.add(reason.at, tint, `${reason.message} (${reason.code})`, null)
    }
    for (const kernel of fn.kernels) this.addKernel(kernel)
    this.addGuesses(fn)
  }

  lines(): readonly LineReport[] {
    const inOrder = [...this.found].sort(([a], [b]) => a - b)
    return inOrder.map(([line, { tint, all, notes }]) => ({
      line,
      tint,
      notes: [...notes].map(
        ([text, note]): LineNote => ({
          tint: note.tint,
          text,
          signatures: note.of.size === all.size ? [] : [...note.of],
        }),
      ),
    }))
  }

  private addKernel({ plan, narrowed, final, lifted }: ReportedKernel): void {
    const { signature } = plan
    const [entry] = narrowed.functions
    for (const [n, { text, name, how }] of describeCrossings(plan).slice(0, plan.params.length).entries()) {
      const at = lifted ?? entry?.locals[entry.params[n] ?? -1]?.at
      if (at === undefined || !this.places.has(at)) continue
      const isCopied = how === 'copied-in' || how === 'copied-in-and-back'
      const note = `\`${name}\` ${text}`
      this.entries.add(note)
      this.add(at, isCopied ? 'crossing' : 'arithmetic', note, signature)
    }
    for (const { at, tint, text } of listCosts(narrowed, final, this.places))
      this.add(at, tint, text, signature)
  }

  /** Arrays that no type is written for: a call with another kind runs as JavaScript, and nobody would know why. */
  private addGuesses({ untyped, kernels }: ReportedFunction): void {
    for (const { name, index, at } of untyped) {
      const params = kernels.flatMap(({ plan, lifted }) => (lifted ? [] : plan.params))
      const types = params.flatMap(({ type, source: { root, path } }) =>
        root.kind === 'argument' && root.index === index && path.length === 0 && isArray(type) ? [type] : [],
      )
      const [first] = types
      if (first === undefined || !this.places.has(at)) continue
      const isTyped = /\.[cm]?tsx?$/.test(at.file.split('?', 1)[0] ?? '')
      const type = isTyped ? `${name}: ${first}` : `/** @param {${first}} ${name} */`
      const said = [...new Set(types)].join(' or ')
      const note = `\`${name}\` has no type, and its use says ${said}: a call with anything else runs as JavaScript. To say what it is, write \`${type}\``
      this.entries.add(note)
      this.add(at, 'arithmetic', note, null)
    }
  }

  /** Every line of it that holds code, but for the loops that were lifted out. */
  private addJavaScript({ code, verdict }: ReportedFunction): void {
    if (code === null || !this.places.has(code.at)) return
    const { file, start } = code.at
    const from = this.places.lineOf(code.at)
    const lines = new Set([from])
    const visit = (node: { readonly start?: number | null }) => {
      if (typeof node.start === 'number')
        lines.add(this.places.lineOf({ file, start: node.start, end: start }))
    }
    code.path.traverse({ enter: ({ node }) => visit(node) })
    const isLifted = (line: number) => verdict.lifted.some(span => span.from <= line && line <= span.to)
    for (const line of lines) {
      if (!isLifted(line)) this.line(line).tint = 'javascript'
    }
  }

  private add(at: SourceRange, tint: Tint, text: string | null, signature: string | null): void {
    const line = this.line(this.places.lineOf(at))
    line.tint = dearer(line.tint, tint)
    if (signature !== null) line.all.add(signature)
    if (text === null) return
    const note = line.notes.get(text) ?? { tint, of: new Set() }
    note.tint = dearer(note.tint, tint)
    if (signature !== null) note.of.add(signature)
    line.notes.set(text, note)
  }

  private line(number: number): Line {
    const line = this.found.get(number) ?? { tint: 'arithmetic', all: new Set(), notes: new Map() }
    this.found.set(number, line)
    return line
  }
}

function dearer(a: Tint, b: Tint): Tint {
  return dearness.indexOf(a) < dearness.indexOf(b) ? b : a
}
