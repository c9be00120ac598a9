import type { HostCalls, Kernel, Spec, Unit } from './kernel.js'
import { parseSpec } from './parse-spec.js'

/**
 * One marked function as the glue writes it: its name, and either its signatures or why it stays JavaScript. Or one of its
 * loops, where only they compile: its signatures, and the place of the function.
 */
export type KernelSpec = readonly [name: string, signatures: readonly Spec[], why?: string | number]

/** The kernels of one source module. Nothing is decoded or compiled before the first call. */
export function unit(
  code: string,
  kernels: readonly KernelSpec[],
  placeTables?: Unit['placeTables'],
  host: HostCalls = {},
): readonly Kernel[] {
  const module: Unit = { code, placeTables, host, exports: null, refused: null, kernels: [] }
  for (const [name, specs, why] of kernels) {
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
      reasons: typeof why === 'string' ? [why] : [],
      loops: [],
      isOff: false,
      missed: 0,
      seen: 0,
      pause: 0,
      next: 0,
      bursts: null,
    }
    kernel.plans = specs.map(spec => parseSpec(kernel, spec))
    module.kernels.push(kernel)
    if (typeof why === 'number') module.kernels[why]?.loops.push(kernel)
  }
  return module.kernels
}
