import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SuiteCase } from '../cases.js'
import type { Column, Contestant } from '../column.js'
import { placeInputs } from '../in-process.js'
import type { TypedArray } from '../typed-array.js'
import { isTypedArray, kindOf } from '../typed-array.js'
import type { CallShape } from './call-shapes.js'
import { agreementOf, shapeOf } from './foreign-contestant.js'

const driver = join(import.meta.dirname, 'python/driver.py')

/** Debian's package belongs to the system's Python, which need not come first in PATH. */
const pythons = ['python3', '/usr/bin/python3']

/** The Python that has Numba. */
export function pythonWithNumba(): string | undefined {
  return pythons.find(python => spawnSync(python, ['-c', 'import numba']).status === 0)
}

type Answer = Readonly<Partial<Record<'error' | 'returned', string | null>>> & { readonly time?: number }
type Ask = (request: object) => Promise<Answer>

/** Kernels in Python, compiled by Numba, in one process of their own that takes its turns like the others. */
export function numbaColumn(): Column {
  const ask = startDriver(pythonWithNumba() ?? 'python3')
  return { name: 'Numba', ours: false, enter: suiteCase => enter(suiteCase, ask) }
}

function startDriver(python: string): Ask {
  const { stdin, stdout } = spawn(python, [driver], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: stdout })
  return async request => {
    stdin.write(`${JSON.stringify(request)}\n`)
    const [line] = (await once(lines, 'line')) as [string]
    const answer = JSON.parse(line) as Answer
    if (answer.error !== undefined) throw new Error(String(answer.error))
    return answer
  }
}

/** Arrays cross in files; the ones here are what the process's own were left as. */
async function enter(suiteCase: SuiteCase, ask: Ask): Promise<Contestant> {
  const { kernel } = suiteCase
  const inputs = placeInputs(suiteCase, array => array)
  const shape = shapeOf(kernel)(inputs, (kind, length) => new kind(length))
  const folder = mkdtempSync(join(tmpdir(), 'hotpath-numba-'))
  const files = new Map<TypedArray, string>()
  const args = shape.args.map((arg, i) => {
    if (!isTypedArray(arg)) return arg
    const file = join(folder, `${i}.bin`)
    writeFileSync(file, bytesOf(arg))
    files.set(arg, file)
    const kind = kindOf(arg).name.replace('Clamped', '').replace('Array', '').toLowerCase()
    return { file, kind, input: inputs.includes(arg) }
  })
  await ask({ do: 'enter', kernel, args })
  const outcome = async (): Promise<readonly unknown[]> => {
    const { returned } = await ask({ do: 'outcome' })
    for (const [array, file] of files) bytesOf(array).set(readFileSync(file))
    const result = shape.result(numberOf(returned, shape))
    return [result, ...inputs].map(value => (isTypedArray(value) ? value.slice() : value))
  }
  return {
    sample: async (milliseconds, atLeast) => (await ask({ do: 'sample', milliseconds, atLeast })).time ?? 0,
    outcome,
    settling: 1,
    agreement: agreementOf(kernel),
    leftToJs: () => null,
    leave: () => rmSync(folder, { recursive: true }),
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function numberOf(returned: Answer['returned'], { returns }: CallShape): number | bigint | undefined {
  if (typeof returned !== 'string') return undefined
  return returns === 'i64' ? BigInt(returned) : Number(returned)
}
