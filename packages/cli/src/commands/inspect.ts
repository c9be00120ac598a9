import type { KernelStages } from '@hotpath/compiler'
import type { CAC } from 'cac'
import pc from 'picocolors'
import { findFiles } from '../find-files.js'
import type { ConfigOption } from '../project.js'
import { addConfigOptions } from '../project.js'
import { UsageError, unknownName } from '../usage-error.js'
import { readModule, withWorkbench } from '../with-workbench.js'

interface InspectOptions {
  readonly config?: ConfigOption
  readonly function?: string
  readonly pass?: string
}

/** `hotpath inspect`: the compiler's own view of a file, step by step, to be read or compared. */
export function addInspect(cli: CAC): void {
  addConfigOptions(
    cli.command('inspect <file>', 'Print what the compiler makes of a file, after each of its steps'),
  )
    .option('--function <name>', 'Of this function only')
    .option('--pass <name>', 'After this step only')
    .example('hotpath inspect src/kernels.ts --function pdist --pass vectorize-loops')
    .action(inspect)
}

async function inspect(word: string, options: InspectOptions): Promise<number> {
  const [file = '', ...more] = findFiles([word], process.cwd(), 'no folders')
  if (more.length > 0)
    throw new UsageError(`hotpath inspect: \`${word}\` matches ${more.length + 1} files; name one.`)
  const kernels = await withWorkbench(process.cwd(), options.config, bench => bench.stages(readModule(file)))
  if (kernels.length === 0) {
    throw new Error(
      `hotpath inspect: nothing in \`${word}\` compiles. \`hotpath annotate ${word}\` says why.`,
    )
  }
  console.log(
    chosenFrom(kernels, options)
      .map(kernel => writeStages(kernel, options.pass))
      .join('\n'),
  )
  return 0
}

function chosenFrom(kernels: readonly KernelStages[], options: InspectOptions): readonly KernelStages[] {
  const { function: name, pass } = options
  const steps = kernels[0]?.stages.map(({ stage }) => stage) ?? []
  if (pass !== undefined && !steps.includes(pass)) throw unknownName('step', pass, steps)
  if (name === undefined) return kernels
  const chosen = kernels.filter(kernel => kernel.function === name || kernel.kernel === name)
  if (chosen.length > 0) return chosen
  throw unknownName('compiled function', name, [...new Set(kernels.map(kernel => kernel.function))])
}

/** Steps that change nothing are named only, so that what is printed is what happened. */
function writeStages({ kernel, signature, stages }: KernelStages, pass: string | undefined): string {
  const title = pc.bold(`== ${kernel} ${signature}`)
  const shown = stages.flatMap(({ stage, text }, n) => {
    if (pass !== undefined) return stage === pass ? [`-- ${stage}\n${text}`] : []
    return text === stages[n - 1]?.text
      ? [pc.dim(`-- ${stage}: unchanged\n`)]
      : [`${pc.cyan(`-- ${stage}`)}\n${text}`]
  })
  return [title, ...shown].join('\n')
}
