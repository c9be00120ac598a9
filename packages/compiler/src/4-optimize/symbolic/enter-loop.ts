import type { LocalId } from '../../ir/expr.js'
import type { Loop } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { Atom } from './atom.js'
import { anyRange, rangeOfType } from './atom.js'
import type { Scope } from './evaluate.js'
import { assumeIn, unknown, unknownLength } from './evaluate.js'
import { lastTurns } from './last-turn.js'
import type { Mover, Way } from './movers.js'
import { directions, findMover, followed, lagging, leadingMover, movedFrom } from './movers.js'
import type { State } from './value.js'
import { atomValue, uniteNeeds, withFacts, withLength, withValue } from './value.js'
import { jumpsTo, writtenLocals } from './writes.js'

/** What is known at the start of any turn of a loop, and behind it. */
export interface LoopStates {
  /** Where the test is asked. */
  readonly head: State
  /** Where it came out true. */
  readonly inside: State
  readonly exit: State
}

/** The states of a loop that is entered in this state. */
export function enterLoop(loop: Loop<ValueType>, entry: State, scope: Scope): LoopStates {
  const written = writtenLocals([...loop.body, ...loop.update])
  const firstAtom = scope.atoms.fresh(anyRange).id
  const blank = forget(written, entry, scope)
  const found = [...written].flatMap(
    local => findMover(loop, local, entry, { state: blank, firstAtom }, scope) ?? [],
  )
  const lead = leadingMover(loop, found)
  // The leading one's atom is the eldest: the others are bounded by it.
  const movers = lead ? [lead, ...found.filter(mover => mover !== lead)] : found
  const moving = movers.map(mover => ({ mover, atom: freshFor(mover, scope) }))
  const anywhere = moving.reduce((state, { mover, atom }) => placed(mover, atom, state), blank)
  const inTurn = assumeIn(loop.test, true, anywhere, scope).facts
  const paths = moving.map(({ mover, atom }) => ({ mover, atom, ways: directions(mover, atom, inTurn) }))
  const head = headState(anywhere, paths, lead)
  const last = paths.flatMap(path => lastTurns(path, inTurn, scope.atoms, loop.at))
  return {
    head,
    inside: withFacts(assumeIn(loop.test, true, head, scope), last),
    exit: exitState(loop, blank, paths, scope),
  }
}

/** A mover, where it stands at the start of some turn, and which ways it can have come. */
interface Path {
  readonly mover: Mover
  readonly atom: Atom
  readonly ways: readonly Way[]
}

function headState(anywhere: State, paths: readonly Path[], leading: Mover | null): State {
  const lead = paths.find(path => path.mover === leading)
  let head = anywhere
  for (const { mover, atom, ways } of paths) {
    const value = lead && mover !== leading ? followed(mover, lead, lead.ways[0]) : null
    head = withFacts(head, mover.from.facts)
    if (value) head = withValue(head, mover.local, value)
    else
      head = withFacts(
        head,
        ways.map(way => movedFrom(mover, atom, way)),
      )
    if (!value && lead && mover !== leading) head = withFacts(head, lagging({ mover, atom, ways }, lead))
  }
  return head
}

/** Behind the loop: what moved one way has not come back. */
function exitState(loop: Loop<ValueType>, blank: State, paths: readonly Path[], scope: Scope): State {
  let exit = blank
  for (const { mover, ways } of paths) {
    const atom = freshFor(mover, scope)
    const facts = [...mover.from.facts, ...ways.map(way => movedFrom(mover, atom, way))]
    exit = withFacts(placed(mover, atom, exit), facts)
  }
  const isLeftByTest = !jumpsTo([...loop.body, ...loop.update], 'break', loop.label)
  return isLeftByTest ? assumeIn(loop.test, false, exit, scope) : exit
}

/** The mover is wherever the atom says; a double is whole as long as its start and its steps are. */
function placed(mover: Mover, atom: Atom, state: State): State {
  const needs = mover.type === 'f64' ? uniteNeeds(mover.from.needs, mover.needs) : []
  return withValue(state, mover.local, { ...atomValue(atom), needs })
}

function freshFor(mover: Mover, scope: Scope): Atom {
  return scope.atoms.fresh(rangeOfType(mover.type) ?? anyRange)
}

/** Every one of these locals may hold anything. */
export function forget(written: ReadonlySet<LocalId>, state: State, scope: Scope): State {
  let known = state
  for (const local of written) {
    const type = scope.typeOf(local)
    known = isArray(type)
      ? withLength(known, local, unknownLength(scope))
      : withValue(known, local, unknown(type, scope))
  }
  return known
}
