import type { HighlighterCore } from 'shiki/core'
import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import tsx from 'shiki/langs/tsx.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import { linesOf } from '../lines-of.js'
import { escapeHtml } from './escape-html.js'
import { tokenClasses } from './token-style.js'

let highlighter: HighlighterCore | undefined

/**
 * A source as HTML, line by line, for both themes at once: a class per kind of token lets the page choose the colour.
 * The grammars take longer than a file, so the highlighter is made once.
 */
export function highlight(file: string, source: string): readonly string[] {
  highlighter ??= createHighlighterCoreSync({
    themes: [createCssVariablesTheme({ name: 'page', variablePrefix: '--', fontStyle: false })],
    langs: [typescript, tsx],
    engine: createJavaScriptRegexEngine(),
  })
  const lang = /\.[cm]?ts$/.test(file) ? 'typescript' : 'tsx'
  // By default a line that takes half a second is left as it is, and what follows with it: the first one makes the grammar.
  const options = { lang, theme: 'page', tokenizeTimeLimit: 0 } as const
  const tokens = highlighter.codeToTokensBase(linesOf(source).join('\n'), options)
  return tokens.map(line => line.map(({ content, color = '' }) => span(content, color)).join(''))
}

function span(content: string, color: string): string {
  const name = content.trim() === '' ? undefined : tokenClasses.get(color)
  const text = escapeHtml(content)
  return name === undefined ? text : `<span class=${name}>${text}</span>`
}
