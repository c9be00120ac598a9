import { runAsc } from '../../packages/assembler/src/run-asc.js'
import { emitProgram } from '../../packages/compiler/src/5-emit/emit-program.js'
import type { KernelPlan } from '../../packages/compiler/src/abi/kernel-plan.js'
import { maximumPages, status } from '../../packages/compiler/src/abi/names.js'
import type { Kernel, Table } from '../../packages/compiler/src/ir/kernel.js'
import type { TypedArrayName, ValueType } from '../../packages/compiler/src/ir/types.js'
import { isTypedArray } from '../../packages/compiler/src/ir/types.js'

/** What a call of a kernel came to; arrays it writes are written in place. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'restart' }
  | { readonly kind: 'throw'; readonly site: number }

export interface RunningKernels {
  readonly text: string
  readonly wat: string
  readonly wasm: Uint8Array
  readonly plans: readonly KernelPlan[]
  readonly memory: WebAssembly.Memory
  /** Calls the n-th kernel. Each array is copied in at a place of its own. */
  readonly call: (kernel: number, ...args: readonly unknown[]) => Outcome
  /** Calls the n-th kernel and expects a value. */
  readonly value: (kernel: number, ...args: readonly unknown[]) => unknown
}

/** Assembles AssemblyScript text as the product does, in this thread; what the assembler says against it is thrown. */
export function assembleText(text: string): { readonly wasm: Uint8Array; readonly wat: string } {
  const reply = runAsc({ program: { text, spans: [] }, size: false, text: true }, () => '')
  if (!reply.ok) throw new Error(`${reply.message}\n${text}`)
  return { wasm: reply.wasm, wat: reply.wat ?? '' }
}

/** Emits kernels as one program, assembles it and makes them callable, without glue or runtime. */
export async function runKernels(kernels: readonly Kernel<ValueType>[]): Promise<RunningKernels> {
  const { program, plans, tables } = emitProgram(kernels)
  const { wasm, wat } = assembleText(program.text)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: maximumPages })
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>)
  const instance = new WebAssembly.Instance(module, {
    env: { memory },
    math: Math as unknown as WebAssembly.ModuleImports,
  })
  const arena = new Arena(memory, 1024)
  tables.forEach((table, n) => {
    globalOf(instance, `table_${n}`).value = arena.place(contentOf(table))
  })
  const call = (index: number, ...args: readonly unknown[]) => {
    const plan = plans[index]
    if (!plan) throw new Error(`no kernel ${index}`)
    return callKernel(plan, instance, new Arena(memory, arena.end), args)
  }
  const value = (index: number, ...args: readonly unknown[]) => {
    const outcome = call(index, ...args)
    if (outcome.kind !== 'value') throw new Error(`kernel ${index} ended by ${outcome.kind}\n${program.text}`)
    return outcome.value
  }
  return { text: program.text, wat, wasm, plans, memory, call, value }
}

/** Any typed array; which one it is does not matter to the types here. */
export type AnyArray = Float64Array<ArrayBuffer>

/** The typed arrays by name. */
export const constructors = globalThis as unknown as Readonly<
  Record<
    TypedArrayName,
    { new (source: readonly unknown[] | ArrayBuffer | number, start?: number, length?: number): AnyArray }
  >
>

/** Hands out memory from a start address on, 16-byte aligned, every array at an address of its own. */
class Arena {
  readonly #memory: WebAssembly.Memory
  end: number

  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory
    this.end = start
  }

  place(array: AnyArray): number {
    const pointer = this.end
    this.end += (array.byteLength + 16) & ~15
    const missing = Math.ceil((this.end - this.#memory.buffer.byteLength) / 65536)
    if (missing > 0) this.#memory.grow(missing)
    new Uint8Array(this.#memory.buffer, pointer).set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    )
    return pointer
  }

  read(type: TypedArrayName, pointer: number, length: number): AnyArray {
    return new constructors[type](this.#memory.buffer, pointer, length).slice()
  }
}

function callKernel(
  plan: KernelPlan,
  instance: WebAssembly.Instance,
  arena: Arena,
  args: readonly unknown[],
): Outcome {
  const entry = instance.exports[plan.exportName] as (...values: readonly unknown[]) => unknown
  const placed = plan.params.map(({ type, access }, n) => {
    if (!isTypedArray(type)) return { values: [args[n]], out: () => {} }
    const array = args[n] as AnyArray
    const pointer = arena.place(array)
    const out = () =>
      (access === 'inout' || access === 'out') && array.set(arena.read(type, pointer, array.length))
    return { values: [pointer, array.length], out }
  })
  const values = placed.flatMap(({ values }) => values)
  try {
    const result = entry(...values, ...(plan.allocates ? [arena.end] : []))
    for (const { out } of placed) out()
    return { kind: 'value', value: decode(plan, instance, arena, result, placed, args) }
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError) || !instance.exports.status) throw error
    const why = globalOf(instance, 'status').value as number
    globalOf(instance, 'status').value = status.running
    if (why === status.restart) return { kind: 'restart' }
    if (why < status.firstThrow) throw error
    for (const { out } of placed) out()
    return { kind: 'throw', site: why - status.firstThrow }
  }
}

function decode(
  plan: KernelPlan,
  instance: WebAssembly.Instance,
  arena: Arena,
  result: unknown,
  placed: readonly { readonly values: readonly unknown[] }[],
  args: readonly unknown[],
): unknown {
  if (isTypedArray(plan.result)) {
    const same = plan.mayReturn.find(position => placed[position]?.values[0] === result)
    if (same !== undefined) return args[same]
    return arena.read(plan.result, result as number, globalOf(instance, 'result_length').value as number)
  }
  if (plan.result === 'bool') return result === 1
  if (plan.result === 'u32') return (result as number) >>> 0
  return plan.result === 'u64' ? BigInt.asUintN(64, result as bigint) : result
}

function globalOf(instance: WebAssembly.Instance, name: string): WebAssembly.Global {
  return instance.exports[name] as WebAssembly.Global
}

function contentOf(table: Table): AnyArray {
  return new constructors[table.element === 'string' ? 'Uint16Array' : table.element](table.values)
}
