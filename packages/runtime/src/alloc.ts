/**
 * Makes a typed array for use with jitted functions. For now it is an ordinary array that calls copy in and out; it is
 * meant to live in Wasm memory, with the same type and the same behaviour.
 */
export function alloc<T>(ctor: new (length: number) => T, length: number): T {
  return new ctor(length)
}
