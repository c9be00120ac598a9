const textOf = Function.prototype.toString

/** Whether a value is a function of the engine's of this name; what a user has bound bears another. */
export function isNative(value: unknown, name: string): boolean {
  return (
    typeof value === 'function' &&
    value.name === name &&
    /\{\s*\[native code\]\s*\}$/.test(textOf.call(value))
  )
}
