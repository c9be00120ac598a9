import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import tsx from 'shiki/langs/tsx.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import { escapeHtml } from './escape-html.js'
import { linesOf } from './lines-of.js'

/** Sources as HTML, line by line, and the styles that colour them. */
export interface Highlighted {
  readonly lines: readonly (readonly string[])[]
  readonly css: string
}

/** Colours by kind of token, in the light and the dark theme. */
const colors: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  'token-keyword': ['#cf222e', '#ff7b72'],
  'token-constant': ['#0550ae', '#79c0ff'],
  'token-function': ['#8250df', '#d2a8ff'],
  'token-string': ['#0a3069', '#a5d6ff'],
  'token-string-expression': ['#0a3069', '#a5d6ff'],
  'token-parameter': ['#953800', '#ffa657'],
  'token-comment': ['#59636e', '#9198a1'],
}

/**
 * Highlights sources for two themes at once: each is read once, and a class per kind of token lets the page choose the
 * colour.
 */
export function highlight(
  sources: readonly { readonly file: string; readonly source: string }[],
): Highlighted {
  const theme = createCssVariablesTheme({ name: 'page', variablePrefix: '--', fontStyle: false })
  const highlighter = createHighlighterCoreSync({
    themes: [theme],
    langs: [typescript, tsx],
    engine: createJavaScriptRegexEngine(),
  })
  const classes = new Map(Object.keys(colors).map((kind, n) => [`var(--${kind})`, `k${n}`]))
  const lines = sources.map(({ file, source }) => {
    const lang = /\.[cm]?ts$/.test(file) ? 'typescript' : 'tsx'
    const tokens = highlighter.codeToTokensBase(linesOf(source).join('\n'), { lang, theme: 'page' })
    return tokens.map(line =>
      line
        .map(({ content, color = '' }) => {
          const name = content.trim() === '' ? undefined : classes.get(color)
          const text = escapeHtml(content)
          return name === undefined ? text : `<span class=${name}>${text}</span>`
        })
        .join(''),
    )
  })
  const css = Object.values(colors).map(([light, dark], n) => `.k${n}{color:light-dark(${light},${dark})}`)
  return { lines, css: css.join('\n') }
}
