import type { FixtureCase, FixtureTopic, FunctionVerdict } from './fixtures.js'
import { inWords } from './fixtures.js'

/** The code behind the rows of one topic of the support table, with the verdict of each function. */
export function writeTopicPage({ name, cases }: FixtureTopic): string {
  return [
    `# Cases: ${inWords(name)}`,
    'Fixtures of the tests, as they are: each is compiled, run on the calls in `cases`, and compared with plain ' +
      'JavaScript by bits. [All topics](/what-compiles#the-cases).',
    ...cases.map(writeCase),
  ].join('\n\n')
}

function writeCase(one: FixtureCase): string {
  return [
    `## ${inWords(one.name)} {#${one.name}}`,
    verdictLine('Compiled', one, 'wasm'),
    verdictLine('Loops compiled', one, 'lifted'),
    verdictLine('JavaScript', one, 'js'),
    one.codes.length > 0 && `Told: ${one.codes.map(linkOf).join(', ')}.`,
    `\`\`\`\`txt\n${one.source.trimEnd()}\n\`\`\`\``,
  ]
    .filter(part => part !== false)
    .join('\n\n')
}

function verdictLine(label: string, one: FixtureCase, status: FunctionVerdict['status']): string | false {
  const names = one.functions.filter(fn => fn.status === status).map(fn => `\`${fn.name}\``)
  return names.length > 0 && `${label}: ${names.join(', ')}.`
}

function linkOf(code: string): string {
  return `[${code}](/diagnostics/${code.replace('/', '-')})`
}
