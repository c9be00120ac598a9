import jz from 'jz'
import { buildApp } from '../../../support/build-app.js'
import type { SuiteCase } from '../cases.js'
import type { Column, Entry } from '../column.js'
import { contestantOf } from '../in-process.js'
import { isTypedArray, kindOf } from '../typed-array.js'
import { agreementOf } from './foreign-contestant.js'

/** Memory that is enough for every case, in pages of 64 KiB: views of it would detach if it grew. */
const PAGES = 4096

/**
 * The suite's own kernels, their types stripped, compiled by jz as its users would write them: arrays are variables of
 * the module, and so in its memory, exports are arrows. Clamped arrays, which it does not know, are bytes.
 */
export function jzColumn(files: Readonly<Record<string, string>>): Column {
  return {
    name: 'jz',
    ours: false,
    enter: async suiteCase => entryOf(suiteCase, await plainText(files, suiteCase.kernel)),
  }
}

/** One kernel and what it needs, as JavaScript that exports nothing. */
async function plainText(files: Readonly<Record<string, string>>, kernel: string): Promise<string> {
  const home = Object.keys(files).find(name => files[name]?.includes(`export function ${kernel}(`))
  const main = `export { ${kernel} } from './${home?.replace(/\.ts$/, '.js')}'`
  const { code } = await buildApp(
    { ...files, 'main.ts': main },
    {
      hotpath: false,
      load: false,
      // `var` at top level makes jz's arrays dynamic.
      config: { build: { rolldownOptions: { output: { entryFileNames: 'entry.mjs', topLevelVar: false } } } },
    },
  )
  return code.replace(/^export \{[^}]*\};?$/m, '')
}

function entryOf(suiteCase: SuiteCase, text: string): Entry {
  const { kernel } = suiteCase
  const values = suiteCase.args()
  const { exports, memory } = jz(`${text}\n${driverOf(kernel, values)}`, { optimize: 3, memory: PAGES })
  const inputs = values.map((value, i) => {
    if (!isTypedArray(value)) return value
    const view: unknown = exports[`a${i}View`]?.()
    if (!isTypedArray(view)) throw new Error('its arrays are out of reach')
    return new (kindOf(value))(view.buffer, view.byteOffset, value.length)
  })
  const run = exports.run as () => unknown
  const call = (): unknown => {
    // Nothing else frees what the last call made.
    memory?.reset()
    return run()
  }
  return contestantOf(suiteCase, { call, inputs }, { agreement: agreementOf(kernel) })
}

/** The arrays of a case and the call of its kernel. Results come back as views of jz's memory. */
function driverOf(kernel: string, values: readonly unknown[]): string {
  const args = values.map((value, i) => (isTypedArray(value) ? `a${i}` : JSON.stringify(value)))
  const arrays = values.flatMap((value, i) => {
    if (!isTypedArray(value)) return []
    const kind = value instanceof Uint8ClampedArray ? 'Uint8Array' : kindOf(value).name
    // Not `const`: jz 0.8.1 passes constants of the module on as other addresses.
    return [`let a${i} = new ${kind}(${value.length})`, `export let a${i}View = () => a${i}`]
  })
  return [...arrays, `export let run = () => ${kernel}(${args.join(', ')})`].join('\n')
}
