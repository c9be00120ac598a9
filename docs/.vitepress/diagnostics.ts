import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The pages that `hotpath explain` prints: the site shows the same files. */
const folder = resolve(import.meta.dirname, '../../packages/compiler/docs/diagnostics')

/** A diagnostic as it is explained. */
export interface DiagnosticPage {
  /** `lower/comparator` */
  readonly code: string
  /** The last part of its address: `lower-comparator`. */
  readonly slug: string
  readonly markdown: string
  /** What it means, in one sentence. */
  readonly summary: string
}

/** Every diagnostic there is, phase by phase in the compiler's order. */
export function diagnosticPages(): readonly DiagnosticPage[] {
  return readdirSync(folder)
    .map(name => pageOf(name))
    .sort((a, b) => order(a) - order(b) || a.code.localeCompare(b.code))
}

/** What the phases of the compiler ask, for the headings over their diagnostics. */
export const phases: Readonly<Record<string, string>> = {
  find: 'Markers and options',
  lower: 'Syntax and names',
  infer: 'Types',
  cost: 'Not worth it',
  internal: 'Faults of hotpath',
}

/** `lower` of `lower/comparator`. */
export function phaseOf(code: string): string {
  return code.slice(0, code.indexOf('/'))
}

function pageOf(name: string): DiagnosticPage {
  const markdown = readFileSync(join(folder, name), 'utf8')
  const [, code = '', first = ''] = /^# (.*)\n\n((?:.+\n)+)/.exec(markdown) ?? []
  const text = first.replaceAll('\n', ' ').trim()
  const [summary = text] = /^.*?[.:](?=\s|$)/.exec(text) ?? []
  return { code, slug: name.replace(/\.md$/, ''), markdown, summary: summary.replace(/:$/, '.') }
}

function order({ code }: DiagnosticPage): number {
  return Object.keys(phases).indexOf(phaseOf(code))
}
