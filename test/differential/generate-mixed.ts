import type { Random } from './random.js'
import type { Tree } from './tree.js'
import { number } from './tree.js'

const weights = [
  '0.299',
  '0.587',
  '0.114',
  '0.5',
  '1.7',
  '255',
  '3',
  '9',
  '0.1',
  '128',
  '100',
  '1e-3',
  '(1 / 3)',
]

/** What makes any element, and any number. */
export interface MixedParts {
  readonly element: () => Tree
  readonly any: () => Tree
}

/** Elements weighed and put together, as those of pictures are: mostly within a few hundred, and seldom whole. */
export function mixed(random: Random, parts: MixedParts, depth: number): Tree {
  const weighed = (): Tree => number`${parts.element()} ${random.pick(['*', '/'])} ${random.pick(weights)}`
  if (depth <= 0) return random.chance(80) ? weighed() : parts.any()
  const sub = (): Tree => mixed(random, parts, depth - 1)
  return random.oneOf<Tree>([
    [8, () => number`(${sub()} ${random.pick(['+', '+', '-'])} ${sub()})`],
    [2, () => number`(${sub()} * (1 - ${parts.element()} / 255))`],
    [2, () => number`(${sub()} / (${parts.element()} / 255 ${random.pick(['+ 1', '- 0.5', '* 1'])}))`],
    [2, () => number`Math.${random.pick(['min', 'max'])}(${sub()}, ${random.pick(weights)})`],
    [2, () => number`Math.${random.pick(['abs', 'floor', 'round', 'sqrt'])}(${sub()})`],
    [
      2,
      () =>
        number`(${sub()} ${random.pick(['<', '>=', '==='])} ${random.pick(weights)} ? ${sub()} : ${sub()})`,
    ],
    [1, () => number`(${sub()} | 0)`],
  ])
}
