import { createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import tsx from 'shiki/langs/tsx.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import dark from 'shiki/themes/github-dark-default.mjs'
import light from 'shiki/themes/github-light-default.mjs'
import { escapeHtml } from './escape-html.js'
import { linesOf } from './lines-of.js'

/** Sources as HTML, line by line, and the styles that colour them. */
export interface Highlighted {
  readonly lines: readonly (readonly string[])[]
  readonly css: string
}

/** Highlights sources in two themes at once: a class per pair of colours, so that the page can switch. */
export function highlight(
  sources: readonly { readonly file: string; readonly source: string }[],
): Highlighted {
  const highlighter = createHighlighterCoreSync({
    themes: [light, dark],
    langs: [typescript, tsx],
    engine: createJavaScriptRegexEngine(),
  })
  const classes = new Map<string, string>()
  const lines = sources.map(({ file, source }) => {
    const { tokens } = highlighter.codeToTokens(linesOf(source).join('\n'), {
      lang: /\.[cm]?ts$/.test(file) ? 'typescript' : 'tsx',
      themes: { light: 'github-light-default', dark: 'github-dark-default' },
      defaultColor: false,
    })
    return tokens.map(line =>
      line
        .map(({ content, htmlStyle }) => {
          if (content.trim() === '' || typeof htmlStyle !== 'object') return escapeHtml(content)
          const pair = `${htmlStyle['--shiki-light']} ${htmlStyle['--shiki-dark']}`
          const name = classes.get(pair) ?? `k${classes.size}`
          classes.set(pair, name)
          return `<span class=${name}>${escapeHtml(content)}</span>`
        })
        .join(''),
    )
  })
  const css = [...classes].map(([pair, name]) => {
    const [lightColor, darkColor] = pair.split(' ')
    return `.${name}{color:light-dark(${lightColor},${darkColor})}`
  })
  return { lines, css: css.join('\n') }
}
