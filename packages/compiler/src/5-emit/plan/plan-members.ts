import type { MembersPlan } from '../../abi/kernel-plan.js'
import type { ArrayMember } from '../../ir/array-members.js'
import { familyOf, isOfAll } from '../../ir/array-members.js'
import type { Kernel } from '../../ir/kernel.js'
import type { ArrayKind, ValueType } from '../../ir/types.js'
import { isArray, isNestedArray, rowKind } from '../../ir/types.js'

/** The members that count, for each type of arrays in the kernel, wherever those come from. */
export function planMembers({ functions, tables, members = [] }: Kernel<ValueType>): readonly MembersPlan[] {
  if (members.length === 0) return []
  const types = new Set<ArrayKind>()
  for (const { type } of functions.flatMap(({ locals }) => locals)) {
    if (!isArray(type)) continue
    types.add(type)
    if (isNestedArray(type)) types.add(rowKind(type))
  }
  const hasTables = tables.some(({ element }) => element !== 'string')
  if (hasTables) types.add('number[]')
  return [...types].sort().flatMap(type => {
    // What is a table of this kind here is an ordinary array to JavaScript, mostly.
    const isTable = hasTables && type === 'number[]'
    const counts = ({ of, name }: ArrayMember) =>
      of === familyOf(type) || (isTable && of === 'typed' && isOfAll(name))
    const names = [...new Set(members.filter(counts).map(({ name }) => name))]
    return names.length > 0 ? [{ type, names: names.sort() }] : []
  })
}
