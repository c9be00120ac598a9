import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../docs')

/** What a page says of a code block, behind its language: ` ```ts compiled [src/blur.ts] `. */
export type Claim =
  /** Every marked function compiles, and nothing is told. */
  | 'compiled'
  /** Stays JavaScript, and is told the code that follows. */
  | 'refused'
  /** Stays JavaScript, because that was asked for. */
  | 'stays'
  /** Nothing is marked: only its types are checked. */
  | 'checked'

/** A code block of the documentation that claims something. */
export interface DocumentedCode {
  /** Its name on the page, by which other blocks of the page import it, or one that is made up. */
  readonly file: string
  readonly claim: Claim
  /** Of what is refused. */
  readonly code: string
  readonly source: string
}

/** Every page that is written by hand, with its blocks. */
export function documentedPages(): readonly {
  readonly page: string
  readonly blocks: readonly DocumentedCode[]
}[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md') && !/(^|\/)(?:node_modules|generated|dist|\..*)\//.test(name))
    .sort()
    .map(page => ({ page, blocks: blocksOf(readFileSync(join(folder, page), 'utf8')) }))
    .filter(({ blocks }) => blocks.length > 0)
}

function blocksOf(text: string): readonly DocumentedCode[] {
  const fences = text.matchAll(/^```([tj]s) (compiled|refused|stays|checked)(.*)\n([\s\S]*?)^```$/gm)
  return [...fences].map(([, language = '', claim, rest = '', source = ''], position) => ({
    file: /\[(\S+)\]/.exec(rest)?.[1] ?? `block-${position + 1}.${language}`,
    claim: claim as Claim,
    code: /[a-z]+\/[a-z-]+(?!\S*\])/.exec(rest)?.[0] ?? '',
    source,
  }))
}
