import type { FixtureCase, FixtureTopic, FunctionVerdict } from './fixtures.js'
import { inWords } from './fixtures.js'

/** The support table in Markdown: a table per topic, a row per fixture, each linked to the code it speaks of. */
export function writeSupportTable(topics: readonly FixtureTopic[]): string {
  return `${[writeTotals(topics), ...topics.map(writeTopic)].join('\n\n')}\n`
}

function writeTotals(topics: readonly FixtureTopic[]): string {
  const functions = topics.flatMap(({ cases }) => cases.flatMap(one => one.functions))
  const [wasm, lifted, js] = (['wasm', 'lifted', 'js'] as const).map(status => countOf(functions, status))
  return (
    `${functions.length} marked functions: ${wasm} compiled, ${lifted} with lifted loops, ${js} left to JavaScript ` +
    '(most of these stand there to see that they are).'
  )
}

function writeTopic({ name, cases }: FixtureTopic): string {
  return [
    `### ${inWords(name)}`,
    '',
    '| case | compiled | JavaScript | told |',
    '|---|---|---|---|',
    ...cases.map(one => writeCase(name, one)),
  ].join('\n')
}

function writeCase(topic: string, one: FixtureCase): string {
  const cells = [
    `[${inWords(one.name)}](/cases/${topic}#${one.name})`,
    namesOf(one.functions.filter(({ status }) => status !== 'js')),
    namesOf(one.functions.filter(({ status }) => status === 'js')),
    one.codes.map(code => `[${code}](/diagnostics/${code.replace('/', '-')})`).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

const SHOWN = 6

function namesOf(functions: readonly FunctionVerdict[]): string {
  const shown = functions.slice(0, functions.length > SHOWN + 1 ? SHOWN : functions.length)
  const more = functions.length - shown.length
  const names = shown.map(({ name, status }) => `\`${name}\`${status === 'lifted' ? ' (loops)' : ''}`)
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function countOf(functions: readonly FunctionVerdict[], status: FunctionVerdict['status']): number {
  return functions.filter(fn => fn.status === status).length
}
