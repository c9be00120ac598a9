import { diagnosticPages } from '../.vitepress/diagnostics.js'

/** A page per diagnostic, as `hotpath explain` prints it. */
export default {
  watch: '../../packages/compiler/docs/diagnostics/*.md',
  paths: () =>
    diagnosticPages().map(({ slug, code, markdown, summary }) => ({
      params: { code: slug, title: code, summary },
      content: markdown,
    })),
}
