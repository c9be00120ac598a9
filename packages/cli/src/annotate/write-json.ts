import type { FileReport } from '@hotpath/report'

/** The report as data: the compiler's model, with bytes and text of the Wasm at each kernel. */
export function writeJson(reports: readonly FileReport[]): string {
  const files = reports.map(({ file: _, path, source: __, syntaxError, codes, functions, lines, bytes }) => ({
    file: path,
    syntaxError,
    bytes,
    functions: functions.map(fn => ({
      ...fn,
      kernels: fn.kernels.map(kernel => ({ ...kernel, ...codes.get(kernel.name) })),
    })),
    lines,
  }))
  return JSON.stringify({ version: 1, files }, null, 2)
}
