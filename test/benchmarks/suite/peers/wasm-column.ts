import type { Column } from '../column.js'
import { isTypedArray } from '../typed-array.js'
import type { CallShape, Make } from './call-shapes.js'
import type { Foreign } from './foreign-contestant.js'
import { foreignContestant } from './foreign-contestant.js'

/** Modules start with their own data and stack: arrays lie behind the first MiB. */
const ARRAYS = 2 ** 20

/** What a peer's compiler made of its kernels, which export their memory. */
export interface PeerModules {
  readonly modules: readonly WebAssembly.Module[]
  readonly math: Foreign['math']
}

/** A column of WebAssembly from elsewhere, its arrays in its memory; each case has an instance of its own. */
export function wasmColumn(name: string, { modules, math }: PeerModules): Column {
  return {
    name,
    ours: false,
    enter: suiteCase => {
      const { kernel } = suiteCase
      const module = modules.find(candidate =>
        WebAssembly.Module.exports(candidate).some(({ name: exported }) => exported === kernel),
      )
      if (module === undefined) return { refused: 'not written' }
      const { exports } = new WebAssembly.Instance(module, { env: { ...engineMath, abort } })
      const start = exports.__wasm_call_ctors as (() => void) | undefined
      start?.()
      const make = arraysIn(exports.memory as WebAssembly.Memory)
      const bind = ({ args }: CallShape) =>
        [
          exports[kernel] as () => unknown,
          args.map(value => (isTypedArray(value) ? value.byteOffset : value.value)),
        ] as const
      return foreignContestant(suiteCase, { make, bind, math })
    },
  }
}

const engineMath = { exp: Math.exp, log: Math.log, sin: Math.sin, cos: Math.cos }

function abort(): never {
  throw new Error('a kernel aborted')
}

/** Arrays one behind the other, at multiples of a cache line. The memory is as large as it will be. */
function arraysIn({ buffer }: WebAssembly.Memory): Make {
  let next = ARRAYS
  return (kind, length) => {
    const array = new kind(buffer, next, length)
    next = (next + array.byteLength + 63) & -64
    return array
  }
}
