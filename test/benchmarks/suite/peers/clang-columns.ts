import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import koffi from 'koffi'
import type { Column } from '../column.js'
import { isTypedArray } from '../typed-array.js'
import type { CallShape, Make } from './call-shapes.js'
import { foreignContestant } from './foreign-contestant.js'
import { wasmColumn } from './wasm-column.js'

const folder = join(import.meta.dirname, 'c')

/** Nothing that changes a result: no fast-math, no contraction. `sqrt` need not set `errno`. */
const exact = ['-O3', '-ffp-contract=off', '-fno-math-errno', '-fvisibility=hidden']

const wasm = [
  '--target=wasm32',
  '-msimd128',
  '-mbulk-memory',
  '-mnontrapping-fptoint',
  '-ffreestanding',
  '-nostdlib',
  '-Wl,--no-entry,--export-dynamic,--export=__wasm_call_ctors,--allow-undefined',
  // As much memory as every case needs, 256 MiB: what no array takes stays untouched.
  '-Wl,--initial-memory=268435456',
]

const native = ['-march=native', '-shared', '-fPIC']

/** Kernels in C: WebAssembly with SIMD, whose exp and the like are the engine's. Needs clang and wasm-ld. */
export function clangWasmColumn(): Column {
  const module = new WebAssembly.Module(readFileSync(compile('kernels.wasm', wasm, [])))
  return wasmColumn('clang Wasm', { modules: [module], math: 'engine' })
}

/** The same kernels as this machine's own code, called in this process. Needs clang. */
export function clangNativeColumn(): Column {
  const library = koffi.load(compile('kernels.so', native, ['-lm']))
  return {
    name: 'clang native',
    ours: false,
    enter: suiteCase => {
      const bind = ({ args, returns }: CallShape) => {
        const types = args.map(arg => (isTypedArray(arg) ? 'void *' : nativeTypes[arg.type]))
        const fn = library.func(suiteCase.kernel, nativeTypes[returns], types)
        return [fn, args.map(arg => (isTypedArray(arg) ? arg : arg.value))] as const
      }
      return foreignContestant(suiteCase, { make: makeHere, bind, math: 'library' })
    },
  }
}

const nativeTypes = { void: 'void', i32: 'int32_t', i64: 'uint64_t', f64: 'double' } as const

/** An array of this process: its addresses are the library's. */
const makeHere: Make = (kind, length) => new kind(length)

function compile(name: string, target: readonly string[], libraries: readonly string[]): string {
  const out = join(mkdtempSync(join(tmpdir(), 'hotpath-clang-')), name)
  const sources = readdirSync(folder).filter(file => file.endsWith('.c'))
  const paths = sources.map(file => join(folder, file))
  execFileSync('clang', [...exact, ...target, ...paths, '-o', out, ...libraries], { stdio: 'inherit' })
  return out
}
