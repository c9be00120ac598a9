import type { KernelPlan } from '../abi/kernel-plan.js'
import { iterator, layout } from '../ir/array-members.js'
import type { ArrayKind } from '../ir/types.js'
import { isArray, isNestedArray, isTypedArray, rowKind } from '../ir/types.js'
import { memberKey } from './member-key.js'
import type { ModuleNotes } from './module-notes.js'

/** What the tests of members name. */
export interface MemberNames {
  readonly notes: ModuleNotes
  readonly runtime: string
}

/** The names that end in an iterator of the engine's. */
const iterated: ReadonlySet<string> = new Set([iterator, 'values', 'keys', 'entries'])

/**
 * Writes the tests that an array has under each name what the engine gave it. They read it, which runs nobody's code but
 * that of a getter somebody put there.
 */
export function writeMembers(
  value: string,
  type: ArrayKind,
  { members = [] }: KernelPlan,
  { notes, runtime }: MemberNames,
): readonly string[] {
  const names = members.find(one => one.type === type)?.names ?? []
  const compared = names.filter(name => name !== layout)
  const tests = names.includes(layout) ? [`${runtime}.hasLayout(${value})`] : []
  if (compared.length === 0) return tests
  const noted = notes.membersText(ownerOf(type), compared)
  return [...tests, noted, ...compared.map(name => compare(value, name, noted, runtime))]
}

function compare(value: string, name: string, noted: string, runtime: string): string {
  if (name.startsWith('@@'))
    return `${value}[${memberKey(name, runtime)}] === ${noted}[${memberKey(name, runtime)}]`
  // Arrays of `alloc` have one of their own.
  if (name === 'subarray') return `${runtime}.isSubarray(${value}.subarray, ${noted}.subarray)`
  return `${value}.${name} === ${noted}.${name}`
}

/**
 * Writes the tests of what no array that is passed in tells: of the prototypes of arrays that are made on the way, of
 * iterators, and of what classes say that new arrays are to be made of.
 */
export function writeSharedMembers(plan: KernelPlan, names: MemberNames): readonly string[] {
  const { params, members = [] } = plan
  const { notes, runtime } = names
  const told = new Set<string>()
  for (const { type } of params) {
    if (!isArray(type)) continue
    const own = members.find(one => one.type === type)?.names ?? []
    for (const name of own) told.add(`${ownerOf(type)} ${name}`)
  }
  const tests = members.flatMap(({ type, names: all }) => {
    const owner = ownerOf(type)
    const rest = all.filter(name => name !== layout && !told.has(`${owner} ${name}`))
    const noted =
      rest.length > 0 || all.includes('constructor')
        ? notes.membersText(
            owner,
            all.filter(name => name !== layout),
          )
        : ''
    const made =
      rest.length > 0 ? [noted, ...rest.map(name => compare(`${noted}.of`, name, noted, runtime))] : []
    return all.includes('constructor') ? [...made, `${runtime}.isSpecies(${noted}.constructor)`] : made
  })
  if (members.some(one => one.names.some(name => iterated.has(name)))) tests.push(`${runtime}.iterates()`)
  return [...new Set(tests)]
}

/** The test of one row of an array of arrays that passes `test`. */
export function writeRowMembers(type: ArrayKind, plan: KernelPlan, names: MemberNames): readonly string[] {
  return isNestedArray(type) ? writeMembers('row', rowKind(type), plan, names) : []
}

/** The class that arrays of a type are of. */
function ownerOf(type: ArrayKind): string {
  return isTypedArray(type) || type === 'DataView' ? type : 'Array'
}
