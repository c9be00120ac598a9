/** The few things of a JavaScript host that the runtime touches; any of the optional ones may be missing. */
export interface Host {
  readonly WebAssembly?: WasmHost
  readonly console: Readonly<
    Record<'debug' | 'error' | 'info' | 'log' | 'warn', (...parts: readonly unknown[]) => void>
  >
  readonly performance: { now(): number }
  structuredClone(value: unknown, options: { readonly transfer: readonly unknown[] }): unknown
  atob(text: string): string
  /** `false` in pages that share no memory with other threads; browsers only. */
  readonly crossOriginIsolated?: boolean
  readonly SharedArrayBuffer?: unknown
}

export interface WasmHost {
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (module: WasmModule, imports: object) => WasmInstance
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => WasmMemory
  readonly RuntimeError: new () => Error
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: WasmInstance }>
}

export interface WasmModule {
  readonly [Symbol.toStringTag]?: string
}
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
export interface WasmGlobal {
  value: number
}
export type WasmExports = Readonly<Record<string, unknown>>
export interface WasmInstance {
  readonly exports: WasmExports
}

/** `globalThis`, as far as the runtime knows it. */
export const host = globalThis as unknown as Host
