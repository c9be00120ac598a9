/** Runs the command line and answers with the exit code. */
export async function main(_argv: readonly string[]): Promise<number> {
  return 0
}
