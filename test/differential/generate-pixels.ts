import type { Param, Program } from './generate-program.js'
import type { Random, Weighted } from './random.js'
import type { Tree } from './tree.js'
import { block, boolean, number, statement } from './tree.js'

const kinds = ['Uint8Array', 'Uint8ClampedArray', 'Uint8ClampedArray'] as const
const divisors = [255, 255, 255, 3, 7, 10, 100, 2, 128, 254, 65025, 1.5]
const constants = [0, 1, 2, 3, 5, 127, 128, 254, 255, 0.5, 0.25, 65025, -1]

/** A program that is one loop over pixels: bytes are divided, weighed, mixed and divided by what they were weighed with. */
export function generatePixels(random: Random): Program {
  const arrays = [0, 1].map(i => ({ name: `xs${i}`, kind: random.pick(kinds) }))
  const params = arrays.map(({ name, kind }): Param => ({ name, type: kind, role: 'any' }))
  const isPacked = random.chance(50)
  const made: string[] = []
  const index = (): string => (isPacked ? `i + ${random.int(0, 3)}` : 'i')
  const byte = (): Tree => number`${random.pick(arrays).name}[${index()}]`
  const leaf = (): Tree => {
    const leaves: Weighted<Tree>[] = [
      [6, byte],
      [2, () => number`${random.pick(constants)}`],
      [1, () => number`${random.int(0, 300)}`],
    ]
    if (made.length > 0) leaves.push([6, () => number`${random.pick(made)}`])
    return random.oneOf(leaves)
  }
  const quotient = (): Tree => number`(${leaf()} / ${random.pick(divisors)})`
  const value = (depth: number): Tree => {
    const sub = (): Tree => value(depth - 1)
    if (depth <= 0) return leaf()
    return random.oneOf<Tree>([
      [3, leaf],
      [3, quotient],
      [6, () => number`(${sub()} ${random.pick(['+', '-', '*'])} ${sub()})`],
      [2, () => number`(${sub()} / ${random.pick(divisors)})`],
      [2, () => number`(1 - ${sub()})`],
      [2, () => number`(${sub()} * ${random.pick([255, 3, 100, 0.3])})`],
      [1, () => number`(${sub()} / ${sub()})`],
      [1, () => number`Math.${random.pick(['min', 'max'])}(${sub()}, ${sub()})`],
      [1, () => number`Math.${random.pick(['floor', 'abs', 'sqrt', 'round'])}(${sub()})`],
      [1, () => number`(${test(depth - 1)} ? ${sub()} : ${sub()})`],
    ])
  }
  const test = (depth: number): Tree =>
    random.oneOf<Tree>([
      [4, () => boolean`${value(depth)} ${random.pick(['===', '!=='])} 0`],
      [3, () => boolean`${value(depth)} ${random.pick(['>', '<='])} ${random.pick([0, 0.2, 1, 128])}`],
      [1, () => boolean`(${test(depth)} ${random.pick(['&&', '||'])} ${test(depth)})`],
    ])
  /** What was weighed, divided by its weights or by most of them. */
  const mean = (): Tree => {
    const weights = Array.from({ length: random.int(2, 3) }, () =>
      made.length > 0 && random.chance(70) ? number`${random.pick(made)}` : quotient(),
    )
    const sum = (of: readonly Tree[]): Tree => of.reduce((a, b) => number`${a} + ${b}`)
    const kept = random.chance(80) ? weights : weights.slice(1)
    return number`(${sum(weights.map(weight => number`${byte()} * ${weight}`))}) / (${sum(kept)})`
  }
  const line = (depth: number): Tree =>
    random.oneOf<Tree>([
      [3, () => statement`${random.pick(arrays).name}[${index()}] = ${value(3)};`],
      [2, () => statement`${random.pick(arrays).name}[${index()}] = ${mean()};`],
      [depth > 0 ? 2 : 0, () => statement`if (${test(1)}) {${lines(depth - 1)}} else {${lines(depth - 1)}}`],
    ])
  const lines = (depth: number): Tree => block(Array.from({ length: random.int(1, 3) }, () => line(depth)))
  const declarations = Array.from({ length: random.int(0, 3) }, (_, n) => {
    const given = random.chance(50) ? quotient() : value(2)
    made.push(`v${n}`)
    return statement`const v${n} = ${given};`
  })
  const turn = block([...declarations, statement`{${lines(1)}}`])
  const body = block([
    statement`for (let i = 0; i < ${arrays[0]?.name ?? ''}.length; i += ${isPacked ? 4 : 1}) {${turn}}`,
    statement`return 0;`,
  ])
  return { constants: [], params, result: 'number', helpers: [], body }
}
