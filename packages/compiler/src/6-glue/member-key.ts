import { iterator, spreadable } from '../ir/array-members.js'

/** The symbols that the runtime has at hand. */
const symbols = new Map([
  [iterator, 'iterator'],
  [spreadable, 'spreadable'],
])

/** A name of a member as an expression. */
export function memberKey(name: string, runtime: string): string {
  const symbol = symbols.get(name)
  return symbol === undefined ? JSON.stringify(name) : `${runtime}.${symbol}`
}
