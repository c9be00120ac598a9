import { execFileSync } from 'node:child_process'
import { writeApp } from '../support/build-app.js'
import type { Figure } from './figure.js'
import { suiteFiles } from './suite/build-suite.js'

/** The suite's kernels and how many times as large their WebAssembly is as without lanes, by the command line. */
export function measureCode(): Figure {
  const { 'main.ts': _, ...files } = suiteFiles()
  const lanes = bytesOfKernels(files, {})
  const scalar = bytesOfKernels(files, { 'vectorize-loops': false, 'jam-loops': false })
  const grown = [...lanes]
    .map(([name, bytes]) => ({ name, bytes, times: bytes / (scalar.get(name) ?? bytes) }))
    .sort((a, b) => b.times - a.times)
  const [most] = grown
  if (!most) throw new Error('the suite has no kernels')
  const write = ({ name, bytes, times }: (typeof grown)[number]): string =>
    `${name} ${bytes} B, ${times.toFixed(1)} times`
  return {
    name: 'wasm of a kernel of the suite over that without lanes, at most',
    details: grown.slice(0, 4).map(write).join('; '),
    value: most.times,
    unit: '×',
    target: { atMost: 4 },
  }
}

/** Bytes of the functions of every kernel, compiled with these passes off. */
function bytesOfKernels(
  files: Readonly<Record<string, string>>,
  optimize: Readonly<Record<string, boolean>>,
): ReadonlyMap<string, number> {
  const config = `import hotpath from 'hotpath/vite'\nexport default { plugins: [hotpath({ optimize: ${JSON.stringify(optimize)} })] }\n`
  const cwd = writeApp({ ...files, 'vite.config.js': config, 'package.json': '{"type":"module"}' })
  const args = ['node_modules/hotpath/bin/hotpath.js', 'annotate', '--json', ...Object.keys(files)]
  const printed = execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 })
  const { files: reports } = JSON.parse(printed) as Report
  const kernels = reports.flatMap(({ functions }) => functions.flatMap(fn => fn.kernels))
  return new Map(kernels.map(({ name, bytes }) => [name, bytes]))
}

interface Report {
  readonly files: readonly {
    readonly functions: readonly {
      readonly kernels: readonly { readonly name: string; readonly bytes: number }[]
    }[]
  }[]
}
