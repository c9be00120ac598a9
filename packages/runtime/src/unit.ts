import type { HostCalls, Kernel, Spec, TableSpec, Unit } from './kernel.js'

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
    module.kernels.push({
      on: false,
      wasm: 0,
      js: 0,
      restarts: 0,
      isWeighed: !specs.some(([, , , , , stays]) => stays),
      copying: 0,
      computing: 0,
      race: null,
      f: [],
      plans: [],
      unit: module,
      name,
      specs,
      reasons,
      isOff: false,
    })
  }
  return module.kernels
}
