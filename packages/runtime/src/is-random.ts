const { random } = Math

// What a program put in its place earlier is not taken for the engine's own.
const isNative = /* @__PURE__ */ isNativeCode(random)

function isNativeCode(fn: () => number): boolean {
  return `${fn}`.includes('[native code]')
}

/** Whether random numbers come from the engine: they lie from 0 to below 1, and drawing one does nothing else. */
export function isRandom(): boolean {
  return isNative && Math.random === random
}
