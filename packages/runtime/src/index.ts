// For users.
export { alloc, allocFrom, free } from './alloc.js'
// For generated glue, which comes from the same release: names and meanings may change with it.
export { inBlocks } from './blocks.js'
export { start } from './bursts.js'
export { callee, consult, echo, keep, stray } from './callbacks.js'
export { configure } from './configure.js'
export { covered } from './covered.js'
export { bytesOf, isView } from './data-views.js'
export { draws, redraw } from './draws.js'
export { isF32, isI32, isI64, isU32, isU64 } from './guards.js'
export { hostCalls, isHosts } from './host-calls.js'
export { hostField, noteHost } from './host-fields.js'
export type { Inspection } from './inspect.js'
export { inspect } from './inspect.js'
export { isRandom } from './is-random.js'
export type { JitDecorator, JitOptions } from './jit.js'
export { jit } from './jit.js'
export { keepArray } from './keep-array.js'
export { miss, pass } from './kernel.js'
export { leave } from './leave.js'
export { ready } from './load.js'
export {
  hasLayout,
  isSpecies,
  isSubarray,
  iterates,
  iterator,
  noteMembers,
  spreadable,
} from './members.js'
export { heap, slot } from './memory.js'
export { apart, booleanRows, numberRows, rowsOf, typedRows, wholeOf } from './nested-arrays.js'
export { computes, inherits, lacks, noteGetter, own, same } from './own.js'
export { booleans, isPlain, numbers, strings } from './plain-arrays.js'
export { endTurn, turn } from './race.js'
export { register, wrap } from './register.js'
export { placeTogether } from './relate-arrays.js'
export { abandon, arrayOf, enter, exit } from './run.js'
export { sections } from './sections.js'
export { tables } from './tables.js'
export { taker } from './taker.js'
export { ownTag, tag } from './typed-arrays.js'
export type { bool, f32, f64, i32, i64, u32, u64 } from './types.js'
export { unit } from './unit.js'
