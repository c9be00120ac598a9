import type { HostCalls, Kernel, Spec, Unit } from './kernel.js'
import { parseSpec } from './parse-spec.js'

/** One marked function as the glue writes it: its name, and either its signatures or why it stays JavaScript. */
export type KernelSpec = readonly [name: string, signatures: readonly Spec[], ...reasons: readonly string[]]

/** The kernels of one source module. Nothing is decoded or compiled before the first call. */
export function unit(
  code: string,
  kernels: readonly KernelSpec[],
  placeTables?: Unit['placeTables'],
  host: HostCalls = {},
): readonly Kernel[] {
  const module: Unit = { code, placeTables, host, exports: null, refused: null, kernels: [] }
  for (const [name, specs, ...reasons] of kernels) {
    const kernel: Kernel = {
      on: false,
      wasm: 0,
      js: 0,
      restarts: 0,
      f: [],
      plans: [],
      unit: module,
      name,
      specs,
      reasons,
      isOff: false,
    }
    kernel.plans = specs.map(spec => parseSpec(kernel, spec))
    module.kernels.push(kernel)
  }
  return module.kernels
}
