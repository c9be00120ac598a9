import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { EditList } from './edit-list.js'
import type { GlueInput } from './glue-inputs.js'
import type { Outlets } from './outlets.js'
import { emptyOutlets } from './outlets.js'
import type { Turns } from './place-turns.js'
import { isAsked } from './write-kernel.js'

/** What a prologue names. */
export interface Prologue {
  /** The glue function. */
  readonly glue: string
  /** Variable of the module that says how many calls are left to JavaScript without asking. */
  readonly off: string
  readonly outlets: Outlets
  readonly inputs: readonly GlueInput[]
  /** Statements behind a `miss`. */
  readonly echo: string
  /** What stands around the body then. */
  readonly turns: Turns
  /** A name for its result. */
  readonly result: string
  readonly runtime: string
}

/**
 * Makes a function ask its kernel first. What follows is the body as it was, reached when the kernel says `miss`; so name,
 * length, defaults, `this` and hoisting stay what they were.
 *
 * `x => x * 2` becomes `x => { if (!(off && off--)) { const r = glue(x); if (r !== miss) return r } return x * 2 }`.
 */
export function placePrologue(edits: EditList, path: NodePath<t.Function>, prologue: Prologue): void {
  const { glue, off, outlets, inputs, echo, turns, result, runtime } = prologue
  const { reads, args } = gatherInputs(inputs, runtime)
  const call = `const ${result} = ${glue}(${args}); if (${result} !== ${runtime}.miss) return ${result};${echo}${turns.ask}`
  // One variable, and not the state behind the runtime: what a kernel that is off costs its JavaScript at every call.
  const ask = `if (${isAsked(off)}) { ${reads}${emptyOutlets(call, outlets)} }`
  const text = `${turns.declare}${ask}${turns.open}`
  const { body } = path.node
  if (body.type === 'BlockStatement') {
    placeAtStart(edits, body, text)
    if (turns.close) edits.close(endOf(body) - 1, turns.close)
    return
  }
  edits.open(outerStart(body), `{ ${text} return `)
  // An arrow ends where its body does, parentheses included.
  edits.close(endOf(path.node), `${turns.close} }`)
}

/** What the glue is passed, and statements that read it first. A variable around the function may be before its declaration, where reading it throws. */
export function gatherInputs(inputs: readonly GlueInput[], runtime: string) {
  let reads = ''
  const args = inputs.map(({ kind, of }) => {
    if (kind === 'argument') return of
    if (kind === 'unused') return '0'
    if (kind === 'this') return 'this'
    // No name that the glue claims begins so.
    const copy = `${runtime}$${of.replace('#', `${kind}_`)}`
    reads += `let ${copy}; try { ${copy} = ${readText(kind, of)} } catch {} `
    return copy
  })
  return { reads, args: args.join(', ') }
}

/** What only the function itself can read. */
function readText(kind: 'around' | 'private' | 'brand', of: string): string {
  if (kind === 'private') return `this.${of}`
  return kind === 'brand' ? `${of} in this` : of
}

/** Inserts statements where a block begins; its function declarations already exist there. */
export function placeAtStart(edits: EditList, block: t.BlockStatement, text: string): void {
  const directive = block.directives.at(-1)
  // The directive may end without a semicolon.
  if (directive) edits.open(endOf(directive), `; ${text}`)
  else edits.open(startOf(block) + 1, ` ${text}`)
}

/** Babel's ranges leave parentheses out. */
function outerStart(node: t.Node): number {
  const { parenStart } = node.extra ?? {}
  return typeof parenStart === 'number' ? parenStart : startOf(node)
}

export function startOf(node: t.Node): number {
  return node.start ?? 0
}

export function endOf(node: t.Node): number {
  return node.end ?? 0
}
