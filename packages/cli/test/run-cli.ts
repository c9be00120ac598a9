import { main } from '../src/index.js'

/** What a command ends with: its exit code, and what it prints. */
export interface CliResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line in this process, and keeps what it prints. */
export async function runCli(...argv: readonly string[]): Promise<CliResult> {
  const { log, error } = console
  const [out, err]: [unknown[], unknown[]] = [[], []]
  console.log = (...parts) => out.push(...parts)
  console.error = (...parts) => err.push(...parts)
  try {
    const code = await main(argv)
    return { code, out: out.join('\n'), err: err.join('\n') }
  } finally {
    Object.assign(console, { log, error })
  }
}
