import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import type { Called } from '../ir/kernel.js'
import type { LeafSource, MethodLeaf, MissingLeaf } from '../ir/leaf.js'
import { isArray, isNestedArray } from '../ir/types.js'
import type { Gathered } from './gather-leaves.js'
import { holderOf } from './gather-leaves.js'
import type { ModuleNotes } from './module-notes.js'
import { writeGuard } from './write-guard.js'
import { writeMembers, writeRowMembers, writeSharedMembers } from './write-members.js'

/** Where what is tested is found. */
interface Tested {
  readonly gathered: Gathered
  readonly notes: ModuleNotes
  readonly runtime: string
  /** The variable that holds the state of the kernel. */
  readonly kernel: string
}

/** Writes the tests that a call fits a signature, in their order: none of them runs code of the user's but a proxy's, and
 * a getter's where a method is expected. */
export function writeGuards(plan: KernelPlan, tested: Tested): readonly string[] {
  const { gathered, runtime } = tested
  const { tagger } = gathered
  const types = plan.params.flatMap(({ source, type, fits }) => {
    // Whether two arrays are one, the glue finds out itself.
    if (source.root.kind === 'same') return []
    const [value, tag, rows] = [gathered.nameOf(source), gathered.tagOf(source), gathered.rowsOf(source)]
    const ofRow = isArray(type) ? writeRowMembers(type, plan, tested) : []
    const guard = writeGuard({ value, tag, rows, runtime, tagger, ofRow }, type)
    if (fits === 'natural') return [guard, `${value} >= 0`]
    return fits ? [guard, `${value} + 65536 >>> 17 === 0`] : guard
  })
  const callbacks = plan.callbacks ?? []
  const functions = callbacks.flatMap(called => writeCalled(called, gathered))
  const missing = (plan.missing ?? []).map(leaf => writeMissing(leaf, gathered, runtime))
  const methods = (plan.methods ?? []).map(leaf => writeMethod(leaf, tested))
  return [
    ...missing,
    ...methods,
    ...functions,
    ...types,
    ...writeAgreed(plan, gathered, runtime),
    ...writeApart(plan, gathered),
    ...writeUnshared(plan, gathered, runtime),
    ...writeAllMembers(plan, tested),
    ...writeHosts(plan, tested),
    ...(plan.draws?.isSeen ? [`${runtime}.isRandom()`] : []),
  ]
}

/** The tests that what is called is there: a variable around the function may be before its declaration. */
function writeCalled(called: Called, { nameOf }: Gathered): readonly string[] {
  if (called.kind === 'function') return [`typeof ${nameOf(called.source)} === "function"`]
  const around = called.given.filter(({ source }) => source.root.kind === 'outer')
  return around.map(({ source }) => `${nameOf(source)} !== void 0`)
}

/** The tests that what it calls outside looks at nothing of the caller's. */
function writeHosts({ hostCalls = [] }: KernelPlan, { kernel, runtime }: Tested): readonly string[] {
  return hostCalls.map(called => {
    const [owner, name] = called.split('.')
    return `${runtime}.isHosts(${kernel}, ${JSON.stringify(owner)}, ${JSON.stringify(name)})`
  })
}

/** The tests that arrays have what the engine gave them, behind all that says which arrays these are. */
function writeAllMembers(plan: KernelPlan, tested: Tested): readonly string[] {
  const { gathered } = tested
  const ofParams = plan.params.flatMap(({ source, type }) =>
    isArray(type) ? writeMembers(gathered.nameOf(source), type, plan, tested) : [],
  )
  return [...new Set([...ofParams, ...writeSharedMembers(plan, tested)])]
}

/** The test that something is left out, or is the string it has to be. */
function writeMissing({ source, as }: MissingLeaf, { nameOf }: Gathered, runtime: string): string {
  if (typeof as !== 'string') return `${nameOf(source)} === ${JSON.stringify(as.text)}`
  if (source.path.length === 0) return `${nameOf(source)} === ${as === 'null' ? 'null' : 'void 0'}`
  return `${runtime}.lacks(${nameOf(holderOf(source))}, ${JSON.stringify(source.path.at(-1))})`
}

/** The test that a method or getter is the one that was compiled in. */
function writeMethod(leaf: MethodLeaf, { gathered, notes, runtime }: Tested): string {
  const brand = leaf.brand ? `${gathered.nameOf(leaf.brand)} === true` : ''
  if (leaf.kind === 'private') return brand
  const declared = notes.methodText(leaf)
  const object = gathered.nameOf(leaf.of)
  if (leaf.kind === 'getter') return `${brand} && ${runtime}.computes(${object}, ${declared})`
  return `${runtime}.inherits(${object}, ${JSON.stringify(leaf.name)}, ${declared})`
}

/**
 * What the descriptors of fields said has to be what reading them gives, which only a proxy can tell apart. It comes after
 * all guards: every field is plain then, and reading one runs nobody's code but a proxy's.
 */
function writeAgreed(plan: KernelPlan, { nameOf }: Gathered, runtime: string): readonly string[] {
  const { params, missing = [], methods = [] } = plan
  const leaves = [
    ...params.flatMap(({ source, type }) => (type === 'void' ? [] : [source])),
    ...missing.map(({ source, as }) => (typeof as === 'string' ? holderOf(source) : source)),
    ...methods.map(({ of }) => of),
  ]
  const tests = leaves.flatMap(fieldsTo).flatMap(source => {
    if (source.host !== undefined) return []
    const key = JSON.stringify(source.path.at(-1))
    return [`${runtime}.same(${nameOf(holderOf(source))}[${key}], ${nameOf(source)})`]
  })
  return [...new Set(tests)]
}

/** The fields a source leads through, from its root on. */
function fieldsTo(source: LeafSource): readonly LeafSource[] {
  return source.path.length === 0 ? [] : [...fieldsTo(holderOf(source)), source]
}

/** Two objects that may be one have to be two where a field of one is written that is known of the other too. */
function writeApart({ params, outputs }: KernelPlan, { nameOf }: Gathered): readonly string[] {
  const tests = outputs.flatMap(({ target }) => {
    if (target === null || target.path.length === 0) return []
    const holder = nameOf(holderOf(target))
    const others = params.filter(
      ({ source }) => source.path.length > 0 && source.path.at(-1) === target.path.at(-1),
    )
    return others.flatMap(({ source }) => {
      const other = nameOf(holderOf(source))
      return other === holder ? [] : [[holder, other].sort().join(' !== ')]
    })
  })
  return [...new Set(tests)]
}

/** Rows have places of their own in memory: whatever is written must share nothing with them, nor they with each other. */
function writeUnshared({ params }: KernelPlan, gathered: Gathered, runtime: string): readonly string[] {
  const arrays = params.filter(({ type }) => isArray(type) && type !== 'string')
  const isWritten = ({ access }: ParamPlan) => access === 'out' || access === 'inout'
  if (!arrays.some(isWritten) || !arrays.some(({ type }) => isNestedArray(type))) return []
  const names = (list: readonly ParamPlan[]) =>
    list.map(param => arrayText(param, gathered, runtime)).join(', ')
  const others = arrays.filter(param => !isWritten(param))
  return [`${runtime}.apart([${names(arrays.filter(isWritten))}], [${names(others)}])`]
}

/** What the runtime gets for an array. */
export function arrayText({ source, type }: ParamPlan, gathered: Gathered, runtime: string): string {
  if (isNestedArray(type)) return gathered.rowsOf(source)
  const value = gathered.nameOf(source)
  return type === 'DataView' ? `${runtime}.bytesOf(${value})` : value
}
