import { nearestName } from '@hotpath/compiler'
import type { CAC } from 'cac'
import { cac } from 'cac'
import pc from 'picocolors'
import { addAnnotate } from './commands/annotate.js'
import { addBench } from './commands/bench.js'
import { addCheck } from './commands/check.js'
import { addExplain } from './commands/explain.js'
import { addInfo } from './commands/info.js'
import { addInspect } from './commands/inspect.js'
import { UsageError } from './usage-error.js'
import { ownVersion } from './versions.js'

/**
 * Runs the command line and answers with the exit code: 0 done, 1 failed, 2 not understood. `annotate` and `bench` add
 * 3: nothing is marked.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const cli = cac('hotpath')
  for (const add of [addAnnotate, addBench, addCheck, addExplain, addInspect, addInfo]) add(cli)
  cli.help()
  cli.version(ownVersion())
  try {
    cli.parse(['', 'hotpath', ...argv], { run: false })
    if (cli.options.help || cli.options.version) return 0
    if (!cli.matchedCommand) return withoutCommand(cli)
    return (await cli.runMatchedCommand()) as number
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    console.error(`${pc.red(message)}${nearestOption(cli, message)}`)
    return isUsageError(error) ? 2 : 1
  }
}

function withoutCommand(cli: CAC): number {
  const [word] = cli.args
  if (word === undefined) {
    cli.outputHelp()
    return 0
  }
  const known = cli.commands.map(command => command.name)
  const nearest = nearestName(word, known)
  const hint =
    nearest === undefined ? `Commands: ${known.join(', ')}.` : `Did you mean \`hotpath ${nearest}\`?`
  console.error(`${pc.red(`hotpath: there is no command \`${word}\`.`)} ${hint}`)
  return 2
}

/** For a misspelt option, the one that was meant. */
function nearestOption(cli: CAC, message: string): string {
  const [, word] = /^Unknown option `--?([^`]+)`/.exec(message) ?? []
  if (word === undefined) return ''
  const known = (cli.matchedCommand?.options ?? []).map(option => option.rawName.split(' ')[0] ?? '')
  const nearest = nearestName(`--${word.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`, known)
  return nearest === undefined ? `. Options: ${known.join(', ')}.` : `. Did you mean \`${nearest}\`?`
}

function isUsageError(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof Error && error.name === 'CACError')
}
