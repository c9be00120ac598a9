import type * as t from '@babel/types'
import type { Edit } from '../abi/compiled-module.js'
import { isInPlace } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import { hasDataSegments } from './data-segments.js'
import { EditList } from './edit-list.js'
import type { GlueInput } from './glue-inputs.js'
import { glueInputs } from './glue-inputs.js'
import { GlueNames, isLinked } from './glue-names.js'
import type { LinkedFunction, LinkModuleInput } from './link-input.js'
import { ModuleNotes } from './module-notes.js'
import { claimOutlets, writeOutlets } from './outlets.js'
import { placeExchange } from './place-exchange.js'
import { placeLoops } from './place-loops.js'
import { PlaceMarks } from './place-marks.js'
import { endOf, placePrologue, startOf } from './place-prologue.js'
import type { GlueParts } from './place-registration.js'
import { isDecorated, placeRegistration } from './place-registration.js'
import { declaresTwice, writeTurns } from './place-turns.js'
import { writeEcho } from './write-callbacks.js'
import { claimHosted, declareHosted, placeHosted, writeHosted } from './write-hosted.js'
import type { StateText } from './write-kernel.js'
import { isAsked, writeKernel } from './write-kernel.js'
import { claimSites, placeSites, writeSites } from './write-sites.js'
import { writeUnit } from './write-unit.js'

const header = `// hotpath: below, each marked function's way into WebAssembly. Where it gives \`miss\`, the JavaScript above runs.`

/**
 * Writes the edits that put the compiled kernels into their module: one import at its head, a prologue in each compiled
 * function, and the glue at its end.
 *
 * The glue is hoisted functions and `var`s without values, because other modules may call into this one before it has
 * been evaluated, and the module may do so itself while it is; only that it has ended is noted where that matters. Text that goes between the user's lines has no line
 * breaks, and begins and ends so that missing semicolons around it do no harm.
 */
export function linkModule(input: LinkModuleInput): readonly Edit[] {
  const { module, tables, wasm, runtime } = input
  if (input.functions.length === 0 || isLinked(module.source)) return []
  if (wasm && hasDataSegments(wasm))
    throw new Error('6-glue: the Wasm module brings data for a memory it shares')
  // Outer functions first: the edit list counts on it.
  const functions = input.functions
    .map(fn => (wasm ? fn : { ...fn, plans: [], loops: [] }))
    .map(fn => ({ ...fn, stays: fn.stays || declaresTwice(fn.marked.path) }))
    .sort((a, b) => startOf(a.marked.path.node) - startOf(b.marked.path.node))
  const names = new GlueNames(module.source)
  const parts = emptyParts(names)
  const exchange = input.hot ? placeExchange(module, parts.edits, names) : []
  const unit = names.claim('k')
  let loops = functions.length
  for (const [i, fn] of functions.entries()) {
    const first = loops
    loops += fn.loops.length
    place(parts, fn, `${unit}(${i})`, loop => `${unit}(${first + loop})`)
  }
  const state = {
    name: unit,
    variable: names.claim('kernels'),
    make: names.claim('make'),
    functions,
    tables,
    wasm,
    ...{ places: parts.places, runtime: names.runtime, why: input.why ?? 'not compiled, see the build' },
  }
  placeHead(parts, input, runtime)
  parts.edits.last(
    module.source.length,
    `\n\n${[header, writeUnit(state), ...parts.functions, ...parts.notes.write(), ...exchange].join('\n')}\n`,
  )
  return parts.places.take(parts.edits.merged())
}

function emptyParts(names: GlueNames): GlueParts {
  const functions: string[] = []
  const edits = new EditList()
  let member: string | undefined
  return {
    edits,
    names,
    ...{ notes: new ModuleNotes(names, edits), places: new PlaceMarks() },
    head: [],
    functions,
    member: () => {
      if (member) return member
      member = names.claim('member')
      functions.push(writeMember(member, names.runtime))
      return member
    },
  }
}

function writeMember(name: string, runtime: string): string {
  return [
    `function ${name}(holder, key, kernel) {`,
    `  const method = holder[key]`,
    `  if (typeof method === "function") ${runtime}.register(method, kernel)`,
    '  return holder',
    '}',
  ].join('\n')
}

function place(
  parts: GlueParts,
  fn: LinkedFunction,
  state: string,
  stateOfLoop: (loop: number) => string,
): void {
  const { marked, plans, loops } = fn
  const { edits, names, notes, places, functions } = parts
  const { runtime } = names
  const { site, path } = marked
  const glue = names.claim(marked.name)
  const off = names.claim(`off_${marked.name}`)
  if (plans.length > 0) functions.push(`var ${off}`)
  const outlets = claimOutlets(plans, marked.name, names)
  const hosted = claimHosted(plans, names)
  const sites = claimSites(plans, names)
  const placeInside = () => {
    placeHosted(edits, hosted, runtime)
    const echo = writeEcho(plans, ({ name }) => name, runtime, hosted, sites)
    const { declare, ...others } = writeTurns(plans, { ...fn, isBare: declaresTwice(path) }, runtime)
    const turns = { ...others, declare: declareHosted(hosted, sites, runtime) + declare }
    const inputs = glueInputs(plans)
    placePrologue(edits, path, { glue, off, outlets, inputs, echo, turns, result: `${runtime}_r`, runtime })
    // Inside what stands around a body that is one call.
    placeSites(edits, sites, runtime)
  }
  if (plans.length > 0) {
    functions.push(
      ...writeOutlets(outlets),
      ...writeHosted(hosted, runtime),
      ...writeSites(sites, places, runtime),
      places.around(
        placeOf(marked),
        writeKernel({ name: glue, plans, stays: fn.stays, state, off, outlets, sites, notes, runtime }),
      ),
    )
  }
  if (site.kind === 'jit-call') {
    const isInside = isInPlace(marked) && (hosted.length + sites.size > 0 || path.node.params.some(isPattern))
    const wrapper = names.claim(`jit_${marked.name}`)
    edits.replace(site.callee.start, site.callee.end, wrapper)
    functions.push(writeWrapper(wrapper, glue, isInside ? { ...fn, plans: [] } : fn, { state, off }, runtime))
    if (isInside && plans.length > 0) placeInside()
    return
  }
  if (path.node.body.type === 'BlockStatement') dropMarkers(edits, path.node.body.directives)
  const staysJavaScript = plans.length === 0 && loops.length === 0
  // It is made anew by every call of the function around it, and registering costs more than most such functions do.
  if (staysJavaScript && !isDecorated(marked) && path.getFunctionParent() !== null) return
  placeRegistration(parts, marked, state)
  placeLoops(parts, fn, stateOfLoop)
  if (plans.length > 0) placeInside()
}

/** Where the function itself begins; what `jit` is given may stand in another module. */
function placeOf({ path, marker, site }: LinkedFunction['marked']): SourceRange {
  return site.kind === 'jit-call'
    ? marker
    : { file: marker.file, start: startOf(path.node), end: endOf(path.node) }
}

/** Whether a parameter is more than a name, so that only what stands inside the function can see what became of it. */
function isPattern(param: t.Node): boolean {
  return (param.type === 'AssignmentPattern' ? param.left : param).type !== 'Identifier'
}

/** Removes `"use jit"`: a compiled function is not to be compiled again when what it is bundled into meets the plugin. */
function dropMarkers(edits: EditList, directives: readonly t.Directive[]): void {
  for (const directive of directives) {
    if (/^use jit\b/.test(directive.value.value)) edits.replace(startOf(directive), endOf(directive), '')
  }
}

/** What the callee `jit` becomes: the target stays plain, and what comes back asks the kernel first. */
function writeWrapper(
  name: string,
  glue: string,
  { plans, stays }: LinkedFunction,
  { state, off }: StateText,
  runtime: string,
): string {
  if (plans.length === 0) return `function ${name}(fn) {\n  return ${runtime}.register(fn, ${state})\n}`
  const inputs = glueInputs(plans)
  const isParam = ({ kind }: GlueInput) => kind === 'argument' || kind === 'unused'
  const params = inputs.flatMap(input => (isParam(input) ? [input.name] : [])).join(', ')
  const echo = writeEcho(plans, ({ index }) => `arguments[${index}]`, runtime)
  const args = inputs.map(input => (input.kind === 'this' ? 'this' : input.name)).join(', ')
  const turns = writeTurns(plans, { stays }, runtime)
  return [
    `function ${name}(fn) {`,
    `  return ${runtime}.wrap(fn, ${state}, function (${params}) {`,
    `    ${turns.declare}if (${isAsked(off)}) {`,
    `      const ${runtime}_r = ${glue}(${args})`,
    `      if (${runtime}_r !== ${runtime}.miss) return ${runtime}_r;${echo}${turns.ask}`,
    `    }`,
    `   ${turns.open} return fn.apply(this, arguments)${turns.close}`,
    '  })',
    '}',
  ].join('\n')
}

/** The import, behind what has to stay first: a hashbang line and directives. */
function placeHead(
  { edits, names, notes, head }: GlueParts,
  { module, imports }: LinkModuleInput,
  specifier: string,
): void {
  const { directives, interpreter } = module.program.node
  const from = JSON.stringify(specifier)
  const runtime =
    imports === 'require'
      ? `const ${names.runtime} = require(${from})`
      : `import * as ${names.runtime} from ${from}`
  const statements = [runtime, ...notes.writeFirst(), ...head].join('; ')
  dropMarkers(edits, directives)
  const directive = directives.at(-1)
  if (directive) edits.first(endOf(directive), `; ${statements};`)
  else if (interpreter) edits.first(endOf(interpreter), `\n${statements};`)
  else edits.first(0, `${statements}; `)
}
