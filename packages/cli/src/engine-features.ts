/**
 * Modules that are valid exactly where the engine has a feature. Compiled code uses the first two; the others are what a bug
 * report may be about.
 */
const modules = {
  simd: [1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  bulkMemory: [
    ...[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 14, 1, 12, 0, 65, 0, 65, 0, 65, 0],
    ...[252, 10, 0, 0, 11],
  ],
  threads: [
    ...[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 4, 1, 3, 1, 1, 10, 11, 1, 9, 0, 65, 0, 254, 16, 2, 0],
    ...[26, 11],
  ],
  relaxedSimd: [
    ...[1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15],
    ...[253, 128, 2, 11],
  ],
} as const

export type EngineFeature = keyof typeof modules

/** Which features of WebAssembly this engine has. */
export function engineFeatures(): Readonly<Record<EngineFeature, boolean>> {
  const has = (feature: EngineFeature) =>
    WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...modules[feature]))
  return {
    simd: has('simd'),
    bulkMemory: has('bulkMemory'),
    threads: has('threads'),
    relaxedSimd: has('relaxedSimd'),
  }
}
