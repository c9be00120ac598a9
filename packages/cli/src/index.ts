import { nearestName } from '@hotpath/compiler'
import { cac } from 'cac'
import pc from 'picocolors'
import { formatInfo, gatherInfo } from './info.js'
import { ownVersion } from './versions.js'

/** Runs the command line and answers with the exit code: 0 done, 1 failed, 2 not understood. */
export async function main(argv: readonly string[]): Promise<number> {
  const cli = cac('hotpath')
  cli
    .command('info', 'Print versions and what this machine can run')
    .option('--json', 'As JSON')
    .action(({ json }: { readonly json?: boolean }) => {
      const info = gatherInfo(process.cwd())
      console.log(json ? JSON.stringify(info, null, 2) : formatInfo(info))
    })
  cli.help()
  cli.version(ownVersion())
  try {
    cli.parse(['', 'hotpath', ...argv], { run: false })
    if (cli.options.help || cli.options.version) return 0
    if (!cli.matchedCommand) {
      const [word] = cli.args
      if (word === undefined) cli.outputHelp()
      else
        console.error(
          unknownCommand(
            word,
            cli.commands.map(command => command.name),
          ),
        )
      return word === undefined ? 0 : 2
    }
    await cli.runMatchedCommand()
    return 0
  } catch (error) {
    console.error(pc.red(error instanceof Error ? error.message : String(error)))
    return isUsageError(error) ? 2 : 1
  }
}

function unknownCommand(word: string, known: readonly string[]): string {
  const nearest = nearestName(word, known)
  const hint =
    nearest === undefined ? `Commands: ${known.join(', ')}.` : `Did you mean \`hotpath ${nearest}\`?`
  return `${pc.red(`hotpath: there is no command \`${word}\`.`)} ${hint}`
}

function isUsageError(error: unknown): boolean {
  return error instanceof Error && error.name === 'CACError'
}
