import { diagnosticPages, phaseOf, phases } from '../.vitepress/diagnostics.js'

/** A diagnostic in the list of all. */
export interface ListedDiagnostic {
  readonly code: string
  readonly slug: string
  /** In parts: every second one is code. */
  readonly summary: readonly string[]
}

declare const data: readonly { readonly title: string; readonly pages: readonly ListedDiagnostic[] }[]

export { data }

export default {
  watch: '../../packages/compiler/docs/diagnostics/*.md',
  load(): typeof data {
    const pages = diagnosticPages()
    return Object.entries(phases).map(([phase, title]) => ({
      title,
      pages: pages
        .filter(({ code }) => phaseOf(code) === phase)
        .map(({ code, slug, summary }) => ({ code, slug, summary: summary.split('`') })),
    }))
  },
}
