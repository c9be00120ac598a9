import { shortExpr } from './generate-narrow.js'
import type { Param, Program } from './generate-program.js'
import type { Random } from './random.js'
import type { Scope } from './scope.js'
import type { Tree } from './tree.js'
import { block, boolean, number, statement } from './tree.js'

const kinds = ['Uint8Array', 'Uint8ClampedArray', 'Int8Array', 'Int16Array', 'Uint16Array'] as const

/** A program that is one loop over elements of few bits and numbers that mostly are small whole ones. */
export function generateShortLoop(random: Random): Program {
  const arrays = [0, 1].map(i => ({ name: `xs${i}`, kind: random.pick(kinds) }))
  const numbers = Array.from({ length: random.int(1, 3) }, (_, i) => `p${i}`)
  const params: readonly Param[] = [
    ...arrays.map(({ name, kind }): Param => ({ name, type: kind, role: 'any' })),
    ...numbers.map((name): Param => ({ name, type: 'number', role: 'any' })),
  ]
  const scope: Scope = {
    ...{
      numbers,
      readOnly: ['i'],
      arrays,
      booleans: [],
      bigints: [],
      helpers: [],
      constants: [],
      tables: [],
    },
    ...{ labels: [], breakable: false, continuable: false, result: 'number', depth: 1, trips: 20 },
  }
  const value = (depth: number): Tree => shortExpr(random, scope, { any, index, test: always }, depth)
  const index = (): Tree => number`${random.pick(['i', 'i', 'i', '(i + 1)'])}`
  const any = (): Tree => number`${random.pick(numbers)}`
  const line = (): Tree =>
    random.oneOf<Tree>([
      [6, () => statement`${random.pick(arrays).name}[${index()}] = ${value(3)};`],
      [
        2,
        () => statement`if (${value(1)} ${random.pick(['<', '>=', '==='])} ${value(1)}) sum += ${value(1)};`,
      ],
      [1, () => statement`${random.pick(numbers)} = ${value(1)};`],
      [
        1,
        () =>
          statement`${random.pick(arrays).name}[${index()}] ${random.pick(['+=', '-=', '*='])} ${value(1)};`,
      ],
    ])
  const lines = block(Array.from({ length: random.int(1, 2) }, line))
  const body = block([
    statement`let sum = 0;`,
    statement`for (let i = 0; i < ${arrays[0]?.name ?? ''}.length; i++) {${lines}}`,
    statement`return sum;`,
  ])
  return { constants: [], params, result: 'number', helpers: [], body }
}

function always(): Tree {
  return boolean`true`
}
