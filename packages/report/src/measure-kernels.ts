import type { AssemblyProgram } from '@hotpath/compiler'

/** What became of a kernel behind the assembler: its functions' bytes, and their text. */
export interface KernelCode {
  readonly bytes: number
  readonly wat: string
}

/**
 * Divides a Wasm module among the kernels of its program, by name. What several share, such as helpers of ours that stay
 * functions, belongs to none. `wat` is the same module as text, whose functions come in the order of the bytes.
 */
export function measureKernels(
  program: AssemblyProgram,
  wasm: Uint8Array,
  wat: string,
): ReadonlyMap<string, KernelCode> {
  const sizes = bodySizes(wasm)
  const functions = wat
    .split(/\n(?= \()/)
    .flatMap(text => {
      const [, name] = /^ \(func \$([^\s)]+)(?! \(import)/.exec(text) ?? []
      return name === undefined || text.startsWith(` (func $${name} (import`) ? [] : [{ name, text }]
    })
    .map((fn, n) => ({ ...fn, bytes: sizes[n] ?? 0 }))
  const ofKernels = new Set(declaredIn(program.text))
  return new Map(
    program.spans.map(({ start, end, kernel }) => {
      const text = program.text.slice(start, end)
      const entry = entryOf(text, wat)
      const names = new Set([entry, ...declaredIn(text)])
      // Where Binaryen found two that are the same, a kernel calls parts of another one. A set goes on to what is added.
      for (const name of names) {
        const { text: code = '' } = functions.find(fn => fn.name === name) ?? {}
        for (const [, callee = ''] of code.matchAll(/\bcall \$([^\s)]+)/g)) {
          if (ofKernels.has(callee)) names.add(callee)
        }
      }
      const own = [...names].flatMap(name => functions.find(fn => fn.name === name) ?? [])
      const bytes = own.reduce((sum, fn) => sum + fn.bytes, 0)
      return [kernel, { bytes, wat: own.map(fn => fn.text.replace(/^ /gm, '')).join('\n') }]
    }),
  )
}

/** The functions that a program's text declares, by their names in the module. */
function declaredIn(text: string): readonly string[] {
  return [...text.matchAll(/^function ([\w$]+)\(/gm)].map(([, name]) => `module/${name}`)
}

/** The function behind a kernel's export: another kernel's where Binaryen found two that are the same. */
function entryOf(text: string, wat: string): string {
  const [, exported = ''] = /^export \{ [\w$]+ as ([\w$]+) \}$/m.exec(text) ?? []
  const found = [...wat.matchAll(/\(export "([^"]+)" \(func \$([^\s)]+)\)\)/g)]
  return found.find(([, name]) => name === exported)?.[2] ?? ''
}

const codeSection = 10

/** The size of every function body in the code section, as the binary format has it. */
function bodySizes(wasm: Uint8Array): readonly number[] {
  let at = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  while (at < wasm.length) {
    const id = wasm[at++]
    const size = number()
    if (id !== codeSection) {
      at += size
      continue
    }
    return Array.from({ length: number() }, () => {
      const bytes = number()
      at += bytes
      return bytes
    })
  }
  return []
}
