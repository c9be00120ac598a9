import { host } from './host.js'

/** The bytes of a base64 text. */
export function decode(text: string): Uint8Array {
  const native = Uint8Array as unknown as { fromBase64?(text: string): Uint8Array }
  return native.fromBase64?.(text) ?? Uint8Array.from(host.atob(text), char => char.charCodeAt(0))
}
