import { anyNumberExpr } from './generate-expression.js'
import type { Param, Program } from './generate-program.js'
import type { Random, Weighted } from './random.js'
import type { Scope } from './scope.js'
import type { Tree } from './tree.js'
import { block, statement } from './tree.js'

const names = ['xs0', 'xs1'] as const
const kinds = ['Float64Array', 'Float64Array', 'Int32Array', 'Float32Array'] as const

/**
 * A program that touches a small part of long arrays, from a place on that it is given. Now and then it touches something
 * else, or less than it seems to.
 */
export function generateSection(random: Random): Program {
  const params: readonly Param[] = [
    ...names.map((name): Param => ({ name, type: random.pick(kinds), role: 'long' })),
    {
      name: 'at',
      type: random.chance(90) ? 'number' : random.pick(['i32', 'u32', 'f64'] as const),
      role: 'place',
    },
    { name: 'n', type: 'number', role: 'count' },
    { name: 'm', type: 'number', role: 'count' },
    { name: 'p0', type: 'number', role: 'any' },
  ]
  const body = block([
    before(random),
    statement`let sum = 0;`,
    nest(random),
    ...(random.chance(30) ? [nest(random)] : []),
    after(random),
    statement`return sum;`,
  ])
  return { constants: [], params, result: 'number', helpers: [], body }
}

/** Loops over some elements, and what is done with each. */
function nest(random: Random): Tree {
  const one = (index: string): Tree => touching(random, index)
  // Whatever a count is, it stays small or no loop runs.
  const end = random.pick(['n', 'n', 'm', '3 * n', 'n - 1'])
  const from = random.pick(['at', 'at', 'at - 1', 'at + m', '(xs0.length - n)', 'at * 2', '(at >> 1)'])
  return random.oneOf<Tree>([
    [6, () => statement`for (let i = ${from}; i < ${from} + ${end}; i++) { ${one('i')} }`],
    [5, () => statement`for (let i = 0; i < ${end}; i++) { ${one(`${from} + i`)} }`],
    [2, () => statement`for (let i = 0; i < ${end}; i++) { ${one(`${from} - i`)} }`],
    [2, () => statement`for (let i = ${from} + ${end} - 1; i >= ${from}; i--) { ${one('i')} }`],
    [
      2,
      () =>
        statement`for (let i = ${from}; i < ${from} + ${end}; i += ${String(random.int(2, 3))}) { ${one('i')} }`,
    ],
    [
      4,
      () =>
        statement`for (let x = 0; x < n; x++) { ${one(random.pick(['at * n + x', 'n * at + x', 'at * m + x', '(at * n + x) * 3']))} }`,
    ],
    [
      2,
      () => statement`for (let y = at; y < at + m; y++) for (let x = 0; x < n; x++) { ${one('y * n + x')} }`,
    ],
    [
      2,
      () =>
        statement`for (let y = 0; y < m; y++) for (let x = 0; x < n; x++) { ${one('(at * m + y) * n + x')} }`,
    ],
    [
      2,
      () =>
        statement`{ const half = n >> 1; for (let k = 0; k < half; k++) { ${one('at + k')} ${one('at + k + half')} } }`,
    ],
    [
      2,
      () =>
        statement`{ const lo = Math.max(0, at), hi = Math.min(at + n, xs0.length); for (let i = lo; i < hi; i++) { ${one('i')} } }`,
    ],
    [1, () => statement`for (let i = 0; i < ${end}; i++) { if (i === 2) continue; ${one('at + i')} }`],
    [1, () => statement`for (let i = 0; i < ${end}; i++) { if (xs0[at + i] > 3) break; ${one('at + i')} }`],
  ])
}

function touching(random: Random, index: string): Tree {
  const [one, other] = random.chance(70) ? names : [names[1], names[0]]
  const place = random.oneOf<string>([
    [8, () => index],
    [2, () => `${index} ${random.pick(['+', '-'])} ${random.int(1, 3)}`],
  ])
  const scope: Scope = {
    ...{ numbers: ['p0'], readOnly: ['n', 'm'], booleans: [], bigints: [], arrays: [], helpers: [] },
    ...{ constants: [], tables: [], labels: [], breakable: false, continuable: false },
    ...{ result: 'number' as const, depth: 4, trips: 500 },
  }
  const choices: Weighted<Tree>[] = [
    [6, () => statement`sum += ${one}[${place}];`],
    [4, () => statement`${one}[${place}] = ${anyNumberExpr(random, scope, 1)};`],
    [4, () => statement`${one}[${place}] = ${other}[${index}] + ${anyNumberExpr(random, scope, 1)};`],
    [3, () => statement`${one}[${place}] += ${anyNumberExpr(random, scope, 1)};`],
    [2, () => statement`if (${other}[${index}] > p0) ${one}[${place}] = ${other}[${index}];`],
    [1, () => statement`sum += ${one}[${other}[${index}]];`],
    [
      1,
      () => statement`if (sum > 1e9) throw new RangeError('sum'); ${one}[${place}] = sum + 1e9; sum += 5e8;`,
    ],
  ]
  return random.oneOf(choices)
}

function before(random: Random): Tree {
  return random.oneOf<Tree>([
    [12, () => statement``],
    [2, () => statement`if (at < 0) at = 0;`],
    [1, () => statement`at = at | 0;`],
    [1, () => statement`at += n;`],
    [1, () => statement`if (n < 2) return 0;`],
    [1, () => statement`if (at < 0 || at + n > xs0.length) throw new RangeError('at');`],
    [1, () => statement`p0 += xs0[0];`],
    [1, () => statement`const same = xs1; p0 = same[at];`],
  ])
}

function after(random: Random): Tree {
  return random.oneOf<Tree>([
    [12, () => statement``],
    [2, () => statement`sum += xs0.length;`],
    [1, () => statement`sum += xs1[p0];`],
    [1, () => statement`xs0[xs0.length - 1] = sum;`],
    [1, () => statement`if (sum > 5) xs1.fill(sum, 0, 2);`],
  ])
}
