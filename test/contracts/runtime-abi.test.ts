// The runtime imports nothing of the compiler's, so what both must agree on is held here: the names and numbers of
// compiler/src/abi, and everything the glue asks the runtime for.
import { expect, it, vi } from 'vitest'
import { findMarkedFunctions } from '../../packages/compiler/src/1-find/find-marked-functions.js'
import { linkModule } from '../../packages/compiler/src/6-glue/link-module.js'
import type { KernelPlan } from '../../packages/compiler/src/abi/kernel-plan.js'
import {
  mathImportModule,
  maximumPages,
  memoryImport,
  resultLengthGlobal,
  status,
  statusGlobal,
  tableGlobalPrefix,
} from '../../packages/compiler/src/abi/names.js'
import { elements, typedArrayNames } from '../../packages/compiler/src/ir/types.js'
import { parseModule } from '../../packages/compiler/src/parse-module.js'
import * as runtimeNamespace from '../../packages/runtime/src/index.js'
import { heapOf } from '../../packages/runtime/src/memory.js'
import { realm } from '../../packages/runtime/src/realm.js'
import { applyEdits } from '../support/compile-source.js'
import { evaluateModule } from '../support/evaluate-module.js'
import { assembleText } from '../support/run-kernel.js'

const runtime = { ...runtimeNamespace }

const { wasm } = assembleText(`
@external("${mathImportModule}", "sin") declare function sin(x: f64): f64
export let ${statusGlobal}: i32 = ${status.running}
export let ${resultLengthGlobal}: i32 = 0
export let ${tableGlobalPrefix}0: usize = 0
export function leave(how: i32): f64 {
  ${statusGlobal} = how
  return unreachable()
}
export function sine(n: i32, heap: usize): usize {
  for (let i = 0; i < n; i++) store<f64>(heap + (i << 3), sin(load<f64>(${tableGlobalPrefix}0 + (i << 3))))
  ${resultLengthGlobal} = n
  return heap
}`)

const plain: Omit<KernelPlan, 'exportName' | 'params' | 'result' | 'signature'> = {
  mayReturn: [],
  allocates: false,
  mayTrap: true,
  throws: [],
  outputs: [],
  resultShape: null,
}
const at = { file: 'a.ts', start: 0, end: 0 }
const n = {
  name: 'n',
  type: 'i32',
  source: { root: { kind: 'argument', index: 0, name: 'n' }, path: [] },
  access: 'in',
} as const
const plans: Readonly<Record<string, KernelPlan>> = {
  leave: {
    ...plain,
    exportName: 'leave',
    params: [n],
    result: 'f64',
    throws: [
      { constructor: 'Error', message: 'zero', at },
      { constructor: 'TypeError', message: 'one', at },
    ],
    signature: '(i32) → f64',
  },
  sine: {
    ...plain,
    exportName: 'sine',
    params: [n],
    result: 'Float64Array',
    allocates: true,
    signature: '(i32) → Float64Array',
  },
}

const source = `
import { jit } from 'hotpath'
/* @jit */ export function leave(n) { return 'js' }
export const sine = jit(n => [])
export class C { /* @jit */ leave(n) { return 'js' } }
export const plain = /* @jit */ x => x
`

function linked(): string {
  const module = parseModule(source, 'a.js')
  if (!module) throw new Error('the source does not parse')
  const functions = findMarkedFunctions(module, () => null).functions.map(marked => {
    const plan = plans[marked.name]
    return { marked, plans: plan ? [plan] : [], loops: [], reasons: [], stays: false }
  })
  const tables = [{ name: 't', element: 'Float64Array', values: [0.5, 2] } as const]
  return applyEdits(source, linkModule({ module, functions, tables, wasm, runtime: 'virtual:runtime' }))
}

it('gives kernels a memory of the agreed size, and the tables in it', () => {
  const limits: unknown[] = []
  class Memory extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      limits.push(descriptor)
    }
  }
  vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Memory: { value: Memory } }))
  expect(realm().memory).toBe(null)
  const { sine } = evaluateModule(linked(), { 'virtual:runtime': runtime, hotpath: runtime }) as {
    readonly sine: (n: number) => unknown
  }
  expect(sine(2)).toEqual(new Float64Array([Math.sin(0.5), Math.sin(2)]))
  expect(limits).toEqual([{ initial: expect.any(Number), maximum: maximumPages }])
  expect(memoryImport).toEqual({ module: 'env', name: 'memory' })
  vi.unstubAllGlobals()
})

it('reads the status as the kernels set it', () => {
  const { leave } = evaluateModule(linked(), { 'virtual:runtime': runtime, hotpath: runtime }) as {
    readonly leave: (n: number) => unknown
  }
  expect(leave(status.restart)).toBe('js')
  expect(() => leave(status.firstThrow)).toThrow(new Error('zero'))
  expect(() => leave(status.firstThrow + 1)).toThrow(new TypeError('one'))
  expect(runtime.inspect(leave)).toMatchObject({ status: 'wasm', calls: { wasm: 2, js: 1 } })
})

it('exports all that the glue asks for', () => {
  const asked = [...linked().matchAll(/\$hp\.(\w+)/g)].map(([, name]) => name as keyof typeof runtime)
  const guards = ['i32', 'u32', 'f32', 'i64', 'u64'].map(
    type => `is${type.toUpperCase()}` as keyof typeof runtime,
  )
  const missing = [...asked, ...guards].filter(name => runtime[name] === undefined)
  expect(asked).toEqual(
    expect.arrayContaining([
      'unit',
      'register',
      'enter',
      'exit',
      'abandon',
      'arrayOf',
      'leave',
      'pass',
      'miss',
      'wrap',
    ]),
  )
  expect(missing).toEqual([])
})

it('knows every typed array by the compiler’s name and element size', () => {
  for (const name of typedArrayNames) {
    expect(heapOf(name).size).toBe(elements[name].bytes)
    expect(runtime.tag(new (heapOf(name).kind)(1))).toBe(name)
  }
})
