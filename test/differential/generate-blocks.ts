import type { Param, Program } from './generate-program.js'
import type { Random } from './random.js'
import type { Tree } from './tree.js'
import { block, boolean, number, statement } from './tree.js'

const kinds = [
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const

/**
 * A program that is one loop over long arrays, each turn of which has elements of its own, so that it may be called with a
 * block of them after the other. Now and then a turn looks at a neighbour's, or where it stands, or hands something on.
 */
export function generateBlocks(random: Random): Program {
  const step = random.pick([1, 1, 2, 4])
  const arrays = Array.from({ length: random.int(1, 3) }, (_, n) => {
    const factor = n === 0 ? 1 : random.pick([1, 1, 1, 2, 3])
    return { name: `xs${n}`, kind: random.pick(kinds), factor }
  })
  const params = arrays.map(
    ({ name, kind, factor }): Param => ({ name, type: kind, role: 'blocks', perTurn: factor * step }),
  )
  const made: string[] = []
  const element = (): string => {
    const { name, factor } = random.pick(arrays)
    const at = random.int(0, factor * step - 1) + (random.chance(2) ? factor * step : 0)
    const place = factor === 1 ? 'i' : random.pick([`${factor} * i`, `i * ${factor}`])
    return `${name}[${random.chance(50) && at === 0 ? place : `${place} + ${at}`}]`
  }
  const leaf = (): Tree =>
    random.oneOf<Tree>([
      [8, () => number`${element()}`],
      [2, () => number`${random.pick(['p0', '3', '0.5', '255', '-1'])}`],
      [made.length > 0 ? 5 : 0, () => number`${random.pick(made)}`],
      [random.chance(4) ? 1 : 0, () => number`${random.pick(['i', 'xs0.length', 'last'])}`],
    ])
  const value = (depth: number): Tree => {
    if (depth <= 0) return leaf()
    const sub = (): Tree => value(depth - 1)
    return random.oneOf<Tree>([
      [4, leaf],
      [6, () => number`(${sub()} ${random.pick(['+', '-', '*'])} ${sub()})`],
      [2, () => number`(${sub()} ${random.pick(['&', '|', '^', '>>'])} ${sub()})`],
      [1, () => number`Math.${random.pick(['abs', 'sqrt', 'floor'])}(${sub()})`],
      [1, () => number`(${test()} ? ${sub()} : ${sub()})`],
    ])
  }
  const test = (): Tree => boolean`${value(1)} ${random.pick(['<', '>=', '==='])} ${value(1)}`
  const line = (depth: number): Tree =>
    random.oneOf<Tree>([
      [6, () => statement`${element()} = ${value(3)};`],
      [depth > 0 ? 2 : 0, () => statement`if (${test()}) {${lines(depth - 1)}} else {${lines(depth - 1)}}`],
      [depth > 0 ? 1 : 0, () => statement`if (${test()}) continue;`],
      [random.chance(10) ? 1 : 0, () => statement`last = ${value(1)};`],
    ])
  const lines = (depth: number): Tree => block(Array.from({ length: random.int(1, 3) }, () => line(depth)))
  const declarations = Array.from({ length: random.int(0, 2) }, (_, n) => {
    const given = value(2)
    made.push(`v${n}`)
    return statement`let v${n} = ${given};`
  })
  const repeated = random.chance(25) && made.length > 0
  const again = repeated
    ? [statement`for (let k = 0; k < ${random.int(2, 9)}; k++) v0 = v0 * 0.5 + ${leaf()};`]
    : []
  const turn = block([...declarations, ...again, ...[0, 1].map(() => line(1))])
  const end = random.chance(50) ? 'xs0.length' : 'n'
  const body = block([
    ...(end === 'n' ? [statement`const n = xs0.length;`] : []),
    statement`let last = 0;`,
    statement`for (let i = 0; i < ${end}; i += ${step}) {${turn}}`,
  ])
  const scalar: Param = { name: 'p0', type: 'number', role: 'any' }
  const [first, ...others] = params
  const ordered = first && random.chance(50) ? [first, scalar, ...others] : [...params, scalar]
  return { constants: [], params: ordered, result: 'void', helpers: [], body }
}
