/** Writes a value so that two values read the same exactly when they have the same bits (all NaN are one). */
export function describeValue(value: unknown): string {
  return describe(value, [])
}

/** The same inside of what stands `around` it, outermost first: a value that contains itself goes by how far out it is. */
function describe(value: unknown, around: readonly object[]): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return `function ${value.name}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (ArrayBuffer.isView(value)) return describeView(value)
  if (around.includes(value)) return `the one at depth ${around.indexOf(value)}`
  const inside = [...around, value]
  if (Array.isArray(value)) return describeArray(value, inside)
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${describe(field, inside)}`)
  return `${value.constructor?.name ?? 'null'} { ${fields.join(', ')} }`
}

/** A store far beyond its end leaves an array mostly of holes, of which only the elements between are written. */
function describeArray(value: readonly unknown[], inside: readonly object[]): string {
  const elements = Object.entries(value)
  if (elements.length < value.length) {
    const written = elements.map(([index, element]) => `${index}: ${describe(element, inside)}`)
    return `[${written.join(', ')}; length ${value.length}]`
  }
  // By index: an array may have another prototype, and then no `map` of its own.
  return `[${Array.from({ length: value.length }, (_, i) => describe(value[i], inside)).join(', ')}]`
}

function describeView(view: ArrayBufferView): string {
  if (view instanceof DataView) return `DataView of ${describeBytes(view)}`
  const elements = view as unknown as ArrayLike<number | bigint>
  const place = view.byteOffset === 0 ? '' : ` at byte ${view.byteOffset}`
  return `${view.constructor.name}${place} [${Array.from({ length: elements.length }, (_, i) => describe(elements[i], [])).join(', ')}]`
}

/** The bytes as the engine sees them: it throws where the buffer is gone, and an object may lie about its length. */
function describeBytes(view: DataView): string {
  const own = <K extends 'buffer' | 'byteOffset' | 'byteLength'>(key: K): DataView[K] =>
    Reflect.get(DataView.prototype, key, view)
  try {
    return describeView(new Uint8Array(own('buffer'), own('byteOffset'), own('byteLength')))
  } catch {
    return 'nothing'
  }
}
