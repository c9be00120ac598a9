import { nearestName } from '@hotpath/compiler'
import type { CAC } from 'cac'
import pc from 'picocolors'
import { diagnosticCodes, readPage } from '../diagnostic-pages.js'
import { UsageError } from '../usage-error.js'

/** `hotpath explain`: what a diagnostic means, an example and its fix; without a code, all of them. */
export function addExplain(cli: CAC): void {
  cli
    .command('explain [code]', 'Say what a diagnostic means and how to fix it; without a code, list them')
    .example('hotpath explain lower/comma-index')
    .action((code: string | undefined) => {
      console.log(code === undefined ? writeList() : colored(pageOf(code)))
      return 0
    })
}

function writeList(): string {
  const width = Math.max(...diagnosticCodes.map(code => code.length))
  return diagnosticCodes
    .map(code => `${pc.bold(code.padEnd(width))}  ${firstSentence(readPage(code))}`)
    .join('\n')
}

function pageOf(word: string): string {
  const code = diagnosticCodes.find(known => known === word) ?? onlyProblem(word)
  if (code !== undefined) return readPage(code)
  const problems = diagnosticCodes.map(known => problemOf(known))
  const nearest = nearestName(word, diagnosticCodes) ?? nearestName(problemOf(word), problems)
  const meant = diagnosticCodes.find(known => known === nearest || problemOf(known) === nearest)
  const hint = meant === undefined ? '`hotpath explain` lists them.' : `Did you mean \`${meant}\`?`
  throw new UsageError(`hotpath explain: there is no diagnostic \`${word}\`. ${hint}`)
}

/** `comma-index` is enough where one phase only has such a problem. */
function onlyProblem(word: string): string | undefined {
  const found = diagnosticCodes.filter(code => problemOf(code) === word)
  return found.length === 1 ? found[0] : undefined
}

function problemOf(code: string): string {
  return code.slice(code.indexOf('/') + 1)
}

function firstSentence(page: string): string {
  const [, text = ''] = /^# .*\n\n((?:.+\n)+)/.exec(page) ?? []
  const [sentence = ''] = /^.*?[.:](?=\s|$)/.exec(text.replace(/\n/g, ' ').trim()) ?? [text]
  return sentence.replace(/:$/, '.')
}

function colored(page: string): string {
  return page
    .trim()
    .replace(/^#+ (.*)$/gm, (_, heading: string) => pc.bold(heading))
    .replace(/^```ts \w+\n([\s\S]*?)^```$/gm, (_, code: string) => code.trimEnd().replace(/^/gm, '    '))
    .replace(/`([^`\n]+)`/g, (_, code: string) => pc.cyan(code))
}
