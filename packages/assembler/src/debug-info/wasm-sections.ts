/** A section of a Wasm module. */
export interface WasmSection {
  readonly id: number
  /** Of a custom section: what it is called. */
  readonly name: string | null
  /** What it holds, behind the name. */
  readonly content: Uint8Array
  /** All of it, as it stands in the module. */
  readonly bytes: Uint8Array
}

const HEADER = 8

/** The sections of a module, in order. */
export function readSections(module: Uint8Array): readonly WasmSection[] {
  const reader = new WasmReader(module, HEADER)
  const sections: WasmSection[] = []
  while (!reader.isDone) {
    const start = reader.at
    const id = reader.byte()
    const end = reader.number() + reader.at
    const name = id === 0 ? reader.text() : null
    const content = module.subarray(reader.at, end)
    reader.at = end
    sections.push({ id, name, content, bytes: module.subarray(start, end) })
  }
  return sections
}

/** The header of a module, and sections behind it. */
export function joinSections(module: Uint8Array, sections: readonly Uint8Array[]): Uint8Array {
  return joinBytes([module.subarray(0, HEADER), ...sections])
}

export function customSection(name: string, content: Uint8Array): Uint8Array {
  const all = joinBytes([textBytes(name), content])
  return joinBytes([Uint8Array.of(0), numberBytes(all.length), all])
}

/** Reads bytes one after the other. */
export class WasmReader {
  at: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  get isDone(): boolean {
    return this.at >= this.#bytes.length
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0
  }

  /** An unsigned LEB128 number. */
  number(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.number()))
  }

  take(length: number): Uint8Array {
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }
}

/** An unsigned LEB128 number. */
export function numberBytes(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

export function textBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  return joinBytes([numberBytes(bytes.length), bytes])
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
