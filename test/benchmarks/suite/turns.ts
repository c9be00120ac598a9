/**
 * In which order `count` contestants take turns, round by round: a Williams design, in which each goes first as often as
 * any other and follows every other one equally often, so that what one leaves in the caches burdens all alike.
 * E. J. Williams (1949), Experimental designs balanced for the estimation of residual effects of treatments.
 */
export function turnsOf(count: number): readonly (readonly number[])[] {
  // 0, 1, n - 1, 2, n - 2, …: each step between neighbours occurs once.
  const first = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? count - i / 2 : (i + 1) / 2) % count)
  const rounds = first.map((_, shift) => first.map(place => (place + shift) % count))
  // For an odd count that is half of the pairs: backwards are the others.
  return count % 2 === 0 ? rounds : [...rounds, ...rounds.map(round => round.toReversed())]
}
