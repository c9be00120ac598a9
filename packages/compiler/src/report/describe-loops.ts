import type { LoopReport } from '../abi/module-report.js'
import type { Kernel } from '../ir/kernel.js'
import type { LoopFact } from '../ir/loop-fact.js'
import type { SourceRange } from '../ir/source-range.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { SourcePlaces } from './source-places.js'
import { placeKey } from './source-places.js'

type Facts = readonly { readonly at: SourceRange; readonly fact: LoopFact }[]
type FactOf<K extends LoopFact['kind']> = LoopFact & { readonly kind: K }

/** What became of every loop of the source in one kernel, of which the passes told `facts`. */
export function describeLoops(
  narrowed: Kernel<ValueType>,
  facts: Facts,
  places: SourcePlaces,
): readonly LoopReport[] {
  const loops = new Map<string, SourceRange>()
  for (const fn of narrowed.functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'loop' && places.has(stmt.at)) loops.set(placeKey(stmt.at), stmt.at)
    })
  }
  for (const { at, fact } of facts) {
    if (fact.kind === 'unrolled' && places.has(at)) loops.set(placeKey(at), at)
  }
  const all = [...loops.values()].sort((a, b) => a.start - b.start || b.end - a.end)
  return all.map(at => new LoopFacts(at, facts).report(all, places))
}

const checkLeft = 'a bounds check is left in it'

/** The facts about one loop; where copies of it differ, the one that runs in the common case counts. */
class LoopFacts {
  private readonly at: SourceRange
  private readonly facts: Facts

  constructor(at: SourceRange, facts: Facts) {
    this.at = at
    this.facts = facts
  }

  report(loops: readonly SourceRange[], places: SourcePlaces): LoopReport {
    const { from, to } = places.span(this.at)
    const simd = this.lanes()
    const outer = loops
      .filter(other => contains(other, this.at))
      .find(other => this.of(other).lanes() !== null)
    const inside = loops.some(other => contains(this.at, other) && this.of(other).lanes() !== null)
    const [unrolled] = this.all('unrolled')
    const whyNot = simd || outer || inside || unrolled ? null : this.whyNot()
    const around = outer && !simd ? places.lineOf(outer) : null
    const jammed = Math.max(1, ...this.all('jammed').map(({ turns }) => turns))
    const isVersioned = this.all('versioned').length > 0
    const isSplit = this.all('split').length > 0
    const text = [
      ...(unrolled ? [`its ${unrolled.turns} turns are written one behind the other`] : []),
      ...(simd ? [`${simd.turns} turns side by side in lanes (${simd.shape})`] : []),
      ...(around === null ? [] : [`runs in the lanes of the loop around it (line ${around})`]),
      ...(whyNot === null ? [] : [`one turn at a time: ${whyNot}`]),
      ...(jammed > 1 ? [`${jammed} turns go through the inner loop together`] : []),
      ...(isVersioned ? ['bounds are checked once, before it'] : []),
      ...(isSplit ? ['the last turns run apart, so that the others need no check'] : []),
    ]
    return { line: from, to, simd, around, whyNot, jammed, isVersioned, isSplit, text }
  }

  lanes(): LoopReport['simd'] {
    const [most] = this.all('lanes').sort((a, b) => b.turns - a.turns)
    return most ? { turns: most.turns, shape: most.shape } : null
  }

  private whyNot(): string | null {
    const reasons = this.all('no-lanes').map(({ why }) => why)
    const why = reasons.find(reason => reason !== checkLeft) ?? reasons[0] ?? null
    const [check] = this.all('not-versioned')
    return why === checkLeft && check ? `${why}, for ${check.why}` : why
  }

  private of(at: SourceRange): LoopFacts {
    return new LoopFacts(at, this.facts)
  }

  private all<K extends LoopFact['kind']>(kind: K): FactOf<K>[] {
    const key = placeKey(this.at)
    return this.facts.flatMap(({ at, fact }) =>
      fact.kind === kind && placeKey(at) === key ? [fact as FactOf<K>] : [],
    )
  }
}

function contains(outer: SourceRange, inner: SourceRange): boolean {
  const isLarger = outer.end - outer.start > inner.end - inner.start
  return isLarger && outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end
}
