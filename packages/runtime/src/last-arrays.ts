import type { Recent } from './kernel.js'
import type { Realm } from './realm.js'

/** Notes what a call or one of its parameters was given: most calls are given what the last one was. */
export function remember<T>(shared: Realm, last: Recent<T>, given: T): void {
  // What is remembered cannot be collected, and nothing is collected before the running job ends.
  if (last.recent === null && shared.lastArrays.push(last) === 1) Promise.resolve().then(() => forget(shared))
  last.recent = given
}

/** Lets go of the arrays that the last calls were given. */
export function forget({ lastArrays }: Realm): void {
  for (const last of lastArrays) last.recent = null
  lastArrays.length = 0
}
