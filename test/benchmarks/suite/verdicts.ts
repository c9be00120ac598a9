import { compileModule } from '@hotpath/compiler'
import { positionAt } from '@hotpath/compiler/position'

/** What the compiler made of a kernel. */
export interface KernelVerdict {
  readonly status: 'wasm' | 'lifted' | 'js'
  /** Whether its WebAssembly computes in SIMD lanes. */
  readonly simd: boolean
  /** Code, place and message of why it stays JavaScript, the first cause. */
  readonly reason: { readonly code: string; readonly place: string; readonly message: string } | null
}

/** The compiler's verdicts on the marked functions of an app's files, by name. */
export function verdictsOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, KernelVerdict> {
  const verdicts = new Map<string, KernelVerdict>()
  for (const [file, source] of Object.entries(files)) {
    const compiled = compileModule({ file, source })
    if (compiled.imports.length > 0) throw new Error(`kernels of the suite import nothing, and ${file} does`)
    for (const { name, status, kernels, reasons } of compiled.verdicts) {
      const [first] = reasons
      const spans = compiled.program?.spans.filter(({ kernel }) => kernels.includes(kernel)) ?? []
      const simd = spans.some(({ start, end }) => /\bv128\b/.test(compiled.program!.text.slice(start, end)))
      const reason = first && {
        code: first.code,
        place: `${file}:${positionAt(source, first.at.start).line}`,
        message: first.message,
      }
      verdicts.set(name, { status, simd, reason: reason ?? null })
    }
  }
  return verdicts
}
