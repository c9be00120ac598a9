import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../support/build-app.js'
import type { Figure } from './figure.js'
import type { SuiteCase } from './suite/cases.js'
import { ownColumns } from './suite/columns.js'
import { bytes, floats, rgba } from './suite/inputs.js'
import { measureCase } from './suite/measure-case.js'
import { ALLOC, COPIES } from './suite/report.js'

interface Target extends SuiteCase {
  /** How many times as fast as V8 it should be, copies included. */
  readonly atLeast: number
}

const targets: readonly Target[] = [
  {
    kernel: 'matmul',
    size: 'f64, 200³',
    args: () => [floats(200 ** 2), floats(200 ** 2, 0, 1), 200],
    atLeast: 15,
  },
  { kernel: 'pdist', size: '400 × 8', args: () => [floats(400 * 8), 400, 8], atLeast: 4 },
  {
    kernel: 'mandelbrot',
    size: '256 × 192',
    args: () => [new Uint8ClampedArray(4 * 256 * 192), 256, 192, 100],
    atLeast: 1.4,
  },
  { kernel: 'greyscale', size: '512²', args: () => [rgba(512, 512)], atLeast: 6 },
  { kernel: 'composite', size: '512²', args: () => [rgba(512, 512), rgba(512, 512).reverse()], atLeast: 6 },
  {
    kernel: 'boxBlur',
    size: '3 × 3, u8, 640 × 480',
    args: () => [bytes(640 * 480), new Uint8Array(640 * 480), 640, 480],
    atLeast: 10,
  },
]

/** Single kernels that have a target of their own, equal bits asserted first; arrays of `alloc` beside. */
export async function measureTargets(): Promise<readonly Figure[]> {
  const read = (...path: readonly string[]): string =>
    readFileSync(join(import.meta.dirname, ...path), 'utf8')
  const suite = readdirSync(join(import.meta.dirname, 'suite/app')).map(
    name => [name, read('suite/app', name)] as const,
  )
  const files = {
    ...Object.fromEntries(suite),
    'images.ts': `${read('suite/app/images.ts')}\nexport { boxBlur } from './blur.js'\n`,
    'blur.ts': read('targets/blur.ts'),
  }
  const plain = await buildApp(files, { hotpath: false, load: false })
  const compiled = await buildApp(files, { load: false })
  const columns = await ownColumns(plain.folder, compiled.folder)
  const figures: Figure[] = []
  for (const target of targets) {
    const { kernel, size, atLeast } = target
    const { timings } = await measureCase(target, columns)
    const ratioOf = (name: string): number =>
      timings.find(({ column }) => column === name)?.ratio ?? Number.NaN
    const details = `${ratioOf(ALLOC).toFixed(2)}× with arrays of \`alloc\``
    figures.push({
      name: `${kernel}, ${size}, against V8`,
      details,
      value: ratioOf(COPIES),
      unit: '×',
      target: { atLeast },
    })
  }
  return figures
}
