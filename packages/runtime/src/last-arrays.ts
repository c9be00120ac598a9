import type { LastArray } from './kernel.js'
import type { Realm } from './realm.js'

/** Notes what a parameter was given: most calls are given what the last one was. */
export function remember(shared: Realm, last: LastArray, array: unknown, length: number): void {
  // What is remembered cannot be collected, and nothing is collected before the running job ends.
  if (last.recent === null && shared.lastArrays.push(last) === 1) Promise.resolve().then(() => forget(shared))
  last.recent = array
  last.length = length
}

/** Lets go of the arrays that the last calls were given. */
export function forget({ lastArrays }: Realm): void {
  for (const last of lastArrays) last.recent = null
  lastArrays.length = 0
}
