import type { HostCalls, Kernel, Scales, Spec, TableSpec, Unit } from './kernel.js'
import { NEVER } from './race.js'

/** One marked function as the glue writes it: its name, and either its signatures or why it stays JavaScript. */
export type KernelSpec = readonly [name: string, signatures: readonly Spec[], ...reasons: readonly string[]]

/** The kernels of one source module. Nothing is decoded or compiled before the first call. */
export function unit(
  code: string,
  kernels: readonly KernelSpec[],
  tables: readonly TableSpec[] = [],
  host: HostCalls = {},
): readonly Kernel[] {
  const module: Unit = { code, tables, host, exports: null, refused: null, kernels: [] }
  for (const [name, specs, ...reasons] of kernels) {
    const scales: Scales[] = []
    const kernel: Kernel = {
      on: false,
      wasm: 0,
      js: 0,
      restarts: 0,
      scales,
      f: [],
      plans: [],
      unit: module,
      name,
      specs,
      reasons,
      isOff: false,
    }
    for (const [, , , , , stays] of specs) {
      scales.push({
        kernel,
        isSure: stays === 2,
        isWeighed: stays !== 1,
        calls: 0,
        copying: 0,
        computing: 0,
        race: null,
        trials: 0,
        tried: 0,
        again: NEVER,
        left: null,
      })
    }
    module.kernels.push(kernel)
  }
  return module.kernels
}
