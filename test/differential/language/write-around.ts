import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeClass } from './write-instance.js'
import { writeNumber, writeTest } from './write-value.js'

/** What stands in the module before the marked function: a class, functions that call themselves or each other. */
export function writeAround(
  scope: LanguageScope,
  body: WriteBody,
): { readonly nodes: readonly SourceNode[]; readonly names: readonly Name[] } {
  const { random } = scope
  const nodes: SourceNode[] = []
  const names: Name[] = []
  if (random.chance(15)) {
    nodes.push(writeClass(scope, 'Pair§', body))
    names.push(named('Pair§', 'class'))
  }
  if (random.chance(10)) {
    const isMutual = random.chance(40)
    nodes.push(writeRecursion(scope, 'again§', isMutual ? 'other§' : 'again§', body))
    if (isMutual) nodes.push(writeRecursion(scope, 'other§', 'again§', body))
    names.push(named('again§', 'function'))
  }
  return { nodes, names }
}

/** A function that calls the next with less, at most 9 deep. Functions that recurse may not write what is outside of them. */
function writeRecursion(scope: LanguageScope, name: string, next: string, body: WriteBody): SourceNode {
  const outside = scope.names.map(one => (one.kind === 'number' ? named(one.name, 'number') : one))
  const readable = scope.only(outside.filter(({ kind }) => kind === 'number'))
  const inside = readable.inner(named('n', 'number', 'variable'), named('d', 'number'))
  return {
    head: `function ${name}(n: number, d = 0): number`,
    body: [
      `if (d > ${scope.random.int(0, 8)} || ${writeTest(inside)}) return ${writeNumber(inside, 1)}`,
      ...body(inside, 2),
      `return ${writeNumber(inside, 1)} ${scope.random.pick(['+', '-', '*', '^'])} ${next}(${writeNumber(inside, 1)}, d + 1)`,
    ],
  }
}
